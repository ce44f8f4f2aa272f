-- Each buyer's figures and scores.
SELECT
  replace(buyer, chr(31), '/') AS buyer,
  recency AS recency_days,
  frequency,
  CAST(monetary AS DECIMAL(24,2)) AS monetary,
  currency,
  recency_score,
  frequency_score,
  monetary_score,
  segment
FROM scored
ORDER BY buyer
