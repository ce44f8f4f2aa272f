-- The broadcasts of a scope, each in its group; over the temporary table aired.
-- $1 VARCHAR     ids of broadcasts, separated by U+001F, or NULL for all
-- $2, $3 VARCHAR first and last day of their starts in the shop's zone, both included; NULL = open
-- $4 VARCHAR     group: broadcast, platform, account, host, weekday, slot, week, month; NULL = the whole
-- owner tells apart what bears one name in two shops or on two platforms; part numbers the groups in their order.
CREATE OR REPLACE TEMP TABLE chosen AS
WITH labelled AS (
  SELECT *,
         CASE CAST($4 AS VARCHAR)
              WHEN 'broadcast' THEN broadcast WHEN 'platform' THEN platform WHEN 'account' THEN account
              WHEN 'host' THEN host WHEN 'weekday' THEN dayname(started_local)
              WHEN 'slot' THEN printf('%02d:00-%02d:00', slot, slot + 3)
              WHEN 'week' THEN strftime(started_local, '%G-W%V') WHEN 'month' THEN strftime(started_local, '%Y-%m')
         END AS label,
         CASE $4 WHEN 'broadcast' THEN shop WHEN 'account' THEN platform END AS owner,
         CASE $4 WHEN 'broadcast' THEN epoch_ms(started_at) WHEN 'weekday' THEN weekday END AS place
  FROM aired
  WHERE ($1 IS NULL OR broadcast IN (SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31)))))
    AND CAST(started_local AS DATE)
        BETWEEN coalesce(CAST($2 AS DATE), DATE '-infinity') AND coalesce(CAST($3 AS DATE), DATE 'infinity')
)
SELECT *, dense_rank() OVER (ORDER BY place, label, owner) AS part
FROM labelled
