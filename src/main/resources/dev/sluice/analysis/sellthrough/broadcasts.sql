-- The broadcasts that began in a period.
-- $1, $2 VARCHAR first and last day in the shop's zone, both included; NULL = open
-- $3 VARCHAR     the zone of shops that state none
-- Rows: by start.
SELECT b.broadcast
FROM broadcast AS b LEFT JOIN shop AS z ON z.shop = b.shop
WHERE b.superseded_by IS NULL
  AND CAST(timezone(coalesce(z.zone, CAST($3 AS VARCHAR)), b.started_at) AS DATE)
      BETWEEN coalesce(CAST($1 AS DATE), DATE '-infinity') AND coalesce(CAST($2 AS DATE), DATE 'infinity')
ORDER BY b.started_at, b.broadcast
