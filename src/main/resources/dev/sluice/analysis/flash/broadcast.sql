-- When a broadcast ran. One row, or none.
-- $1 VARCHAR the broadcast
-- $2 VARCHAR the zone of shops that state none
SELECT b.shop, coalesce(z.zone, CAST($2 AS VARCHAR)) AS zone, b.started_at,
       coalesce(b.ended_at, b.started_at + to_seconds(b.duration_seconds)) AS ended_at
FROM broadcast AS b JOIN shop AS z ON z.shop = b.shop
WHERE b.superseded_by IS NULL AND b.broadcast = CAST($1 AS VARCHAR)
