-- How often, how lately and for how much did each buyer come back? Several orders of a period are one purchase.
-- frequency = periods with a purchase after the first; recency = from the first to the last; t = from the first to
-- the end of what is looked at; monetary = mean per repeat purchase, the first left out, NULL when there is none.
-- $1 VARCHAR  day, week or month
-- $2 VARCHAR  the last day that the figures look at; those first seen later are left out
-- $3 VARCHAR  the last day of the holdout after it, or NULL for none
CREATE TEMP TABLE repeat_buyer AS
WITH summed AS (
  SELECT buyer, CAST(date_trunc(CAST($1 AS VARCHAR), day) AS DATE) AS period, sum(amount) AS amount
  FROM purchase
  WHERE buyer IS NOT NULL AND day <= CAST($2 AS DATE)
  GROUP BY ALL
),
bought AS (
  SELECT *, min(period) OVER (PARTITION BY buyer) AS first FROM summed
),
held_out AS (
  SELECT buyer, count(DISTINCT date_trunc(CAST($1 AS VARCHAR), day)) AS frequency
  FROM purchase
  WHERE day > CAST($2 AS DATE) AND day <= CAST($3 AS DATE)
  GROUP BY buyer
)
SELECT
  b.buyer,
  count(*) - 1 AS frequency,
  date_diff(CAST($1 AS VARCHAR), min(b.first), max(b.period)) AS recency,
  date_diff(CAST($1 AS VARCHAR), min(b.first), CAST(date_trunc(CAST($1 AS VARCHAR), CAST($2 AS DATE)) AS DATE)) AS t,
  CAST(sum(b.amount) FILTER (WHERE b.period > b.first) / nullif(count(*) FILTER (WHERE b.period > b.first), 0)
    AS DECIMAL(24,6)) AS monetary,
  CASE WHEN $3 IS NOT NULL THEN coalesce(min(h.frequency), 0) END AS frequency_holdout,
  CASE WHEN $3 IS NOT NULL THEN
    date_diff(
      CAST($1 AS VARCHAR),
      CAST(date_trunc(CAST($1 AS VARCHAR), CAST($2 AS DATE)) AS DATE),
      CAST(date_trunc(CAST($1 AS VARCHAR), CAST($3 AS DATE)) AS DATE))
  END AS duration_holdout
FROM bought b
LEFT JOIN held_out h ON h.buyer = b.buyer
GROUP BY b.buyer
