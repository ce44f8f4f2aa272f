-- The broadcast of a review, and the account's one before. One row, none where the broadcast is not known.
-- $1 VARCHAR the broadcast
-- $2 VARCHAR the zone of shops that state none
WITH
ordered AS (
  SELECT b.*, coalesce(z.zone, CAST($2 AS VARCHAR)) AS zone,
         lag(b.broadcast) OVER (PARTITION BY b.shop, b.account ORDER BY b.started_at, b.broadcast) AS previous
  FROM broadcast AS b LEFT JOIN shop AS z ON z.shop = b.shop
  WHERE b.superseded_by IS NULL
)
SELECT broadcast, title, platform, shop, account, host, zone, started_at,
       coalesce(ended_at, started_at + to_seconds(duration_seconds)) AS ended_at, previous, currency
FROM ordered
WHERE broadcast = $1
ORDER BY broadcast
