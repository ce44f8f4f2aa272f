-- The broadcasts, days, weeks or months of a period that orders fall into, or that began in it.
-- $1, $2 VARCHAR first and last day in the shop's zone, both included; NULL = open
-- $3 VARCHAR     the zone of shops that state none
-- $4 VARCHAR     broadcast, day, week or month
-- $5 VARCHAR     the base, or NULL for what is known best
-- A calendar period goes by its first day, is cut to the days asked for, and ends with the last day of orders.
CREATE OR REPLACE TEMP TABLE asked_period AS
WITH
shop_zone AS (
  SELECT shop, coalesce(zone, CAST($3 AS VARCHAR)) AS zone FROM shop
),
broadcasts AS (
  SELECT b.broadcast, min(CAST(timezone(z.zone, b.started_at) AS DATE)) AS first_day, min(b.started_at) AS started_at
  FROM broadcast AS b JOIN shop_zone AS z ON z.shop = b.shop
  WHERE b.superseded_by IS NULL AND CAST($4 AS VARCHAR) = 'broadcast'
  GROUP BY b.broadcast
),
ordered AS (
  SELECT DISTINCT CAST(timezone(z.zone, l.created_at) AS DATE) AS day
  FROM order_line AS l JOIN shop_zone AS z ON z.shop = l.shop
  WHERE l.superseded_by IS NULL AND l.created_at IS NOT NULL AND CAST($4 AS VARCHAR) <> 'broadcast'
),
asked AS (
  SELECT day, max(day) OVER () AS last_day, CAST(date_trunc(CASE $4 WHEN 'week' THEN 'week' WHEN 'month' THEN 'month' ELSE 'day' END, day) AS DATE) AS starts
  FROM ordered
  WHERE day BETWEEN coalesce(CAST($1 AS DATE), DATE '-infinity') AND coalesce(CAST($2 AS DATE), DATE 'infinity')
),
calendar AS (
  SELECT starts,
         CASE CAST($4 AS VARCHAR) WHEN 'day' THEN CAST(starts AS VARCHAR) WHEN 'week' THEN strftime(starts, '%G-W%V')
                                  ELSE strftime(starts, '%Y-%m') END AS name,
         greatest(starts, CAST($1 AS DATE)) AS first_day,
         least(CAST(starts + CASE CAST($4 AS VARCHAR) WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY
                                                      ELSE INTERVAL 1 MONTH END - INTERVAL 1 DAY AS DATE),
               max(last_day)) AS last_day
  FROM asked GROUP BY starts
)
SELECT CAST(starts AS VARCHAR) AS period, name, NULL AS broadcast, first_day, last_day, NULL AS started_at,
       coalesce(CAST($5 AS VARCHAR), 'sold+on-hand') AS base
FROM calendar
UNION ALL
SELECT broadcast, broadcast, broadcast, first_day, NULL, started_at,
       coalesce(CAST($5 AS VARCHAR),
                CASE WHEN broadcast IN (SELECT broadcast FROM stock WHERE superseded_by IS NULL AND allocated IS NOT NULL)
                     THEN 'allocated' ELSE 'sold+on-hand' END)
FROM broadcasts
WHERE first_day BETWEEN coalesce(CAST($1 AS DATE), DATE '-infinity') AND coalesce(CAST($2 AS DATE), DATE 'infinity')
