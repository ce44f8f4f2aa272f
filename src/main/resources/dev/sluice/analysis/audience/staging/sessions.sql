-- The sessions of each user: a gap longer than the timeout opens a new one, a gap equal to it does not.
-- $1 BIGINT   the timeout in microseconds
-- $2 VARCHAR  a shop, or NULL for all
-- $3 VARCHAR  the zone of shops that state none
CREATE TEMP TABLE session AS
WITH occurred AS (
  SELECT
    e.shop,
    e."user",
    e.ts,
    timezone(coalesce(s.zone, CAST($3 AS VARCHAR)), e.ts) AS local,
    epoch_us(e.ts) - epoch_us(lag(e.ts) OVER (PARTITION BY e.shop, e."user" ORDER BY e.ts)) AS gap
  FROM event e
  LEFT JOIN shop s ON s.shop = e.shop
  WHERE e.superseded_by IS NULL AND ($2 IS NULL OR e.shop = $2)
),
numbered AS (
  SELECT
    *,
    -- Events of one instant have no gap between them, so their order does not matter.
    sum(CASE WHEN gap IS NULL OR gap > $1 THEN 1 ELSE 0 END) OVER (
      PARTITION BY shop, "user" ORDER BY ts RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS number
  FROM occurred
)
SELECT
  shop,
  "user",
  CAST(number AS BIGINT) AS number,
  min(ts) AS started_at,
  max(ts) AS ended_at,
  CAST(min(local) AS DATE) AS day,
  count(*) AS events,
  (epoch_us(max(ts)) - epoch_us(min(ts))) / 1000000 AS seconds
FROM numbered
GROUP BY shop, "user", number
