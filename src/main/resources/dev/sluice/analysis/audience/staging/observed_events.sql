-- Up to which day do the events reach?
-- $1 VARCHAR  a shop, or NULL for all
-- $2 VARCHAR  the zone of shops that state none
SELECT max(CAST(timezone(coalesce(s.zone, CAST($2 AS VARCHAR)), greatest(e.as_of, e.ts)) AS DATE)) AS day
FROM event e
LEFT JOIN shop s ON s.shop = e.shop
WHERE e.superseded_by IS NULL AND ($1 IS NULL OR e.shop = $1)
