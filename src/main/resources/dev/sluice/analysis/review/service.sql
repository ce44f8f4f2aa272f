-- What reached customer service from the start of a broadcast to a day after its end, by channel.
-- $1 VARCHAR the broadcast
-- Rows: by channel.
WITH
room AS (
  SELECT shop, started_at,
         coalesce(ended_at, started_at + to_seconds(duration_seconds), started_at) + INTERVAL 1 DAY AS until
  FROM broadcast WHERE superseded_by IS NULL AND broadcast = $1
)
SELECT c.channel, count(*) AS contacts, count(c.handled_at) AS contacts_handled,
       count(*) - count(c.handled_at) AS contacts_open,
       CAST(median(epoch(c.handled_at) - epoch(c.ts)) / 60 AS DECIMAL(18,2)) AS median_minutes_to_answer
FROM contact AS c JOIN room AS r ON r.shop = c.shop AND c.ts BETWEEN r.started_at AND r.until
WHERE c.superseded_by IS NULL
GROUP BY c.channel
ORDER BY c.channel
