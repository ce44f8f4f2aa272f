-- The zone of each shop.
-- $1 VARCHAR the zone of shops that state none
-- Rows: by shop.
SELECT shop, coalesce(zone, CAST($1 AS VARCHAR)) AS zone
FROM shop
ORDER BY shop
