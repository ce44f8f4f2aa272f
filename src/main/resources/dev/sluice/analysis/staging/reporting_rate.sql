-- What one unit of each currency was worth in $1 (VARCHAR, an ISO code), by day: times / per of it.
-- A stated rate comes before its inverse, and that before a cross rate through a common currency of the same day.
-- A rate holds until the next, but for no more than 7 days: over weekends and holidays, not over a hole.
CREATE OR REPLACE TEMP TABLE reporting_rate AS
WITH
stated AS (
  SELECT day, currency, base, rate FROM fx_rate WHERE superseded_by IS NULL AND rate > 0
),
-- Either way round.
pair AS (
  SELECT day, currency, base, rate AS times, 1::DECIMAL(24,10) AS per, 1 AS way FROM stated
  UNION ALL
  SELECT day, base, currency, 1, rate, 2 FROM stated
),
worth AS (
  SELECT day, currency, times::DOUBLE AS times, per::DOUBLE AS per, way FROM pair WHERE base = CAST($1 AS VARCHAR)
  UNION ALL
  SELECT a.day, a.currency, a.times::DOUBLE * b.times::DOUBLE, a.per::DOUBLE * b.per::DOUBLE, 3
  FROM pair AS a JOIN pair AS b ON b.day = a.day AND b.currency = a.base
  WHERE b.base = $1 AND a.base <> $1 AND a.currency <> $1
),
best AS (
  SELECT day, currency, times, per FROM worth
  QUALIFY row_number() OVER (PARTITION BY day, currency ORDER BY way, times, per) = 1
),
held AS (
  SELECT *, lead(day) OVER (PARTITION BY currency ORDER BY day) AS next_day FROM best
)
SELECT CAST(unnest(generate_series(day, least(coalesce(next_day - 1, day + 7), day + 7), INTERVAL 1 DAY)) AS DATE) AS day,
       currency, times, per
FROM held
