-- Who did the event, or any event, on which of the shop's days.
-- $1 VARCHAR  a shop, or NULL for all
-- $2 VARCHAR  the zone of shops that state none
-- $3 VARCHAR  the event, or NULL for any
-- $4 VARCHAR  the last day to count, or NULL for all
CREATE TEMP TABLE activity AS
SELECT DISTINCT
  e.shop || chr(31) || e."user" AS who,
  CAST(timezone(coalesce(s.zone, CAST($2 AS VARCHAR)), e.ts) AS DATE) AS day
FROM event e
LEFT JOIN shop s ON s.shop = e.shop
WHERE e.superseded_by IS NULL
  AND ($1 IS NULL OR e.shop = $1)
  AND ($3 IS NULL OR e.event = $3)
  AND ($4 IS NULL OR CAST(timezone(coalesce(s.zone, CAST($2 AS VARCHAR)), e.ts) AS DATE) <= CAST($4 AS DATE))
