-- How many sessions are there, and how long and full are they?
SELECT
  count(DISTINCT (shop, "user")) AS users,
  count(*) AS sessions,
  CAST(sum(events) AS BIGINT) AS events,
  CAST(count(*) / nullif(count(DISTINCT (shop, "user")), 0) AS DECIMAL(18,4)) AS sessions_per_user,
  CAST(sum(events) / nullif(count(*), 0) AS DECIMAL(18,4)) AS events_per_session,
  CAST(sum(CAST(seconds AS DECIMAL(24,6))) / nullif(count(*), 0) AS DECIMAL(24,2)) AS average_seconds,
  CAST(median(seconds) AS DECIMAL(24,2)) AS median_seconds
FROM session
