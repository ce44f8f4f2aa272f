-- How many of each cohort came back in each later period? Weeks are ISO weeks, Monday to Sunday.
-- $1 VARCHAR  day, week or month
-- $2 BOOLEAN  recurring: each active period opens a cohort; else only the first one does
-- $3 BOOLEAN  unbounded: active in the period or in a later one; else in the period
-- $4 VARCHAR  the last day of the data
-- $5 VARCHAR  the first day that is not wholly in the data: a period that reaches it is unfinished
-- $6 VARCHAR  cohorts from the period of this day on, or NULL for all
-- $7 BIGINT   how many periods to follow a cohort, its own included, or NULL for all
WITH active AS (
  SELECT DISTINCT who, CAST(date_trunc(CAST($1 AS VARCHAR), day) AS DATE) AS period FROM activity
),
lived AS (
  SELECT *, min(period) OVER (PARTITION BY who) AS first, max(period) OVER (PARTITION BY who) AS last
  FROM active
),
period AS (
  SELECT
    CAST(unnest(
      generate_series(
        coalesce(CAST(date_trunc(CAST($1 AS VARCHAR), CAST($6 AS DATE)) AS DATE), (SELECT min(period) FROM active)),
        CAST($4 AS DATE),
        CAST('1 ' || $1 AS INTERVAL))) AS DATE) AS starts
),
numbered AS (
  SELECT
    starts,
    row_number() OVER (ORDER BY starts) AS number,
    CAST(starts + CAST('1 ' || $1 AS INTERVAL) AS DATE) <= CAST($5 AS DATE) AS finished
  FROM period
),
member AS (
  SELECT who, period AS cohort, last FROM lived WHERE $2 OR period = first
),
size AS (
  SELECT cohort, count(*) AS size FROM member GROUP BY cohort
),
bounded AS (
  SELECT m.cohort, a.period, count(*) AS retained
  FROM member m
  JOIN active a ON a.who = m.who AND a.period >= m.cohort
  WHERE NOT $3
  GROUP BY m.cohort, a.period
),
unbounded AS (
  SELECT l.cohort, p.starts AS period, CAST(sum(l.users) AS BIGINT) AS retained
  FROM (SELECT cohort, last, count(*) AS users FROM member GROUP BY cohort, last) l
  JOIN numbered p ON p.starts BETWEEN l.cohort AND l.last
  WHERE $3
  GROUP BY l.cohort, p.starts
),
retained AS (
  SELECT * FROM bounded UNION ALL SELECT * FROM unbounded
),
cell AS (
  SELECT
    c.starts AS cohort,
    coalesce(s.size, 0) AS size,
    p.number - c.number AS period,
    p.starts,
    CASE WHEN p.finished THEN coalesce(r.retained, 0) END AS retained,
    p.finished
  FROM numbered c
  JOIN numbered p ON p.number >= c.number
  LEFT JOIN size s ON s.cohort = c.starts
  LEFT JOIN retained r ON r.cohort = c.starts AND r.period = p.starts
)
SELECT cohort, size, period, starts, retained, CAST(retained / nullif(size, 0) AS DECIMAL(18,6)) AS rate, finished
FROM cell
WHERE $7 IS NULL OR period < $7
ORDER BY cohort, period
