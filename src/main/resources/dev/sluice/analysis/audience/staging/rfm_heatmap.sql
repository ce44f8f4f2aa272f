-- How much does a buyer of each recency and frequency bring on average?
SELECT
  recency_score,
  frequency_score,
  count(*) AS buyers,
  CAST(sum(monetary) / nullif(count(*), 0) AS DECIMAL(24,4)) AS average_revenue,
  min(currency) AS currency
FROM scored
GROUP BY recency_score, frequency_score
ORDER BY recency_score DESC, frequency_score DESC
