-- How many buyers, orders and how much revenue are in each segment?
SELECT
  segment,
  count(*) AS buyers,
  CAST(count(*) / nullif(sum(count(*)) OVER (), 0) AS DECIMAL(18,6)) AS share,
  CAST(sum(frequency) AS BIGINT) AS orders,
  CAST(sum(monetary) AS DECIMAL(24,2)) AS revenue,
  min(currency) AS currency,
  CAST(avg(recency) AS DECIMAL(18,2)) AS average_recency_days,
  CAST(sum(frequency) / nullif(count(*), 0) AS DECIMAL(18,2)) AS average_orders
FROM scored
GROUP BY segment
ORDER BY min(place), segment
