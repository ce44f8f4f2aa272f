-- The same by the shop's day on which they began.
SELECT
  day,
  count(DISTINCT (shop, "user")) AS users,
  count(*) AS sessions,
  CAST(sum(events) AS BIGINT) AS events,
  CAST(sum(CAST(seconds AS DECIMAL(24,6))) / nullif(count(*), 0) AS DECIMAL(24,2)) AS average_seconds,
  CAST(median(seconds) AS DECIMAL(24,2)) AS median_seconds
FROM session
GROUP BY day
ORDER BY day
