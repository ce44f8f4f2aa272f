-- The broadcasts that began in a period (part 1) and in the one before it (part 2), by the shop's days; over aired.
-- $1, $2 VARCHAR first and last day of the period
-- $3, $4 VARCHAR first and last day of the one before
-- $5 VARCHAR     whose broadcasts, or NULL for everybody's
CREATE OR REPLACE TEMP TABLE chosen AS
WITH dated AS (
  SELECT *, CAST(started_local AS DATE) AS day FROM aired
)
SELECT *, CASE WHEN day >= CAST($1 AS DATE) THEN 1 ELSE 2 END AS part
FROM dated
WHERE (day BETWEEN CAST($1 AS DATE) AND CAST($2 AS DATE) OR day BETWEEN CAST($3 AS DATE) AND CAST($4 AS DATE))
  AND ($5 IS NULL OR account = $5)
