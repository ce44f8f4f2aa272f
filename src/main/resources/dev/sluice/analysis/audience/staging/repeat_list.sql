-- Each buyer's figures.
-- $1 VARCHAR the currency of all purchases
SELECT
  replace(buyer, chr(31), '/') AS buyer,
  frequency,
  recency,
  t,
  CAST(monetary AS DECIMAL(24,2)) AS monetary,
  CAST($1 AS VARCHAR) AS currency,
  frequency_holdout,
  duration_holdout
FROM repeat_buyer
ORDER BY buyer
