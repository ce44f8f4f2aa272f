-- How many repeat purchases were there by the end of each week, counted from the first day of a purchase? Orders of
-- one buyer and day are one purchase.
-- $1 VARCHAR  the last day to count
WITH bought AS (
  SELECT DISTINCT buyer, day FROM purchase WHERE buyer IS NOT NULL AND day <= CAST($1 AS DATE)
),
numbered AS (
  SELECT
    (day - min(day) OVER ()) // 7 + 1 AS week,
    min(day) OVER () AS start,
    row_number() OVER (PARTITION BY buyer ORDER BY day) > 1 AS repeats
  FROM bought
),
week AS (
  SELECT week, min(start) AS start, count(*) FILTER (WHERE repeats) AS repeats FROM numbered GROUP BY week
)
SELECT
  week,
  start + CAST(7 * week - 1 AS INTEGER) AS ends,
  CAST(sum(repeats) OVER (ORDER BY week) AS BIGINT) AS repeat_purchases
FROM week
ORDER BY week
