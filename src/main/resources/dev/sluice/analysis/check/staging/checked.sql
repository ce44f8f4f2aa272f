-- The broadcasts that are checked; over the temporary table aired.
-- $1 VARCHAR     ids of broadcasts, separated by U+001F, or NULL for all
-- $2, $3 VARCHAR first and last day of their starts in the shop's zone, both included; NULL = open
-- Where neither says which: the last broadcast of each account.
CREATE OR REPLACE TEMP TABLE checked AS
SELECT *
FROM aired
WHERE ($1 IS NULL OR broadcast IN (SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31)))))
  AND CAST(started_local AS DATE)
      BETWEEN coalesce(CAST($2 AS DATE), DATE '-infinity') AND coalesce(CAST($3 AS DATE), DATE 'infinity')
QUALIFY $1 IS NOT NULL OR $2 IS NOT NULL OR $3 IS NOT NULL
     OR row_number() OVER (PARTITION BY platform, account ORDER BY started_at DESC, shop, broadcast DESC) = 1
