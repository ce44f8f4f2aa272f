-- Each buyer's figures.
SELECT
  replace(buyer, chr(31), '/') AS buyer,
  frequency,
  recency,
  t,
  CAST(monetary AS DECIMAL(24,2)) AS monetary,
  frequency_holdout,
  duration_holdout
FROM repeat_buyer
ORDER BY buyer
