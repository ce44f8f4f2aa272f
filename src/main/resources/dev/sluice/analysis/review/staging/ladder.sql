-- From what was ordered in broadcasts to what stays sold, of the lines sold in them (the temporary table sold_line) and
-- what their platforms say was placed. A cancellation after payment is one and not a refund too.
-- $1 VARCHAR the broadcasts, joined by U+001F
-- $2 INTEGER the days of maturity: a refund counts that came at most so many days after its order, or does not say when
-- Rows: down the ladder, a currency after the other.
WITH
asked AS (
  SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))) AS broadcast
),
told AS (
  SELECT * FROM broadcast WHERE superseded_by IS NULL AND broadcast IN (FROM asked)
),
line AS (
  SELECT shop, broadcast, order_id, line_id, amount, currency, created_at, cancelled_at IS NOT NULL AS cancelled
  FROM sold_line
  WHERE broadcast IN (FROM asked)
),
ordered AS (
  SELECT shop, order_id, currency, min(broadcast) AS broadcast, min(created_at) AS created_at,
         bool_and(cancelled) AS cancelled
  FROM line GROUP BY shop, order_id, currency
),
returned AS (
  SELECT o.currency, o.broadcast, r.amount, r.shop, r.order_id
  FROM refund AS r JOIN ordered AS o ON o.shop = r.shop AND o.order_id = r.order_id AND o.currency = r.currency
  LEFT JOIN line AS l ON l.shop = r.shop AND l.order_id = r.order_id AND l.line_id = r.line_id
  WHERE r.superseded_by IS NULL
    AND NOT CASE WHEN r.line_id IS NULL THEN o.cancelled ELSE coalesce(l.cancelled, TRUE) END
    AND (r.refunded_at IS NULL OR o.created_at IS NULL
         OR r.refunded_at <= o.created_at + to_days(CAST($2 AS INTEGER)))
),
step AS (
  SELECT 0 AS place, 'placed_gmv' AS step, sum(placed_gmv) AS gmv,
         CASE WHEN count(placed_orders) = count(*) THEN sum(placed_orders) END AS orders,
         currency, 'platform' AS told_by, count(*) AS broadcasts
  FROM told WHERE placed_gmv IS NOT NULL GROUP BY currency
  UNION ALL
  SELECT 1, 'paid_gmv', sum(paid_gmv), CASE WHEN count(orders) = count(*) THEN sum(orders) END,
         currency, 'platform', count(*)
  FROM told WHERE paid_gmv IS NOT NULL GROUP BY currency
  UNION ALL
  SELECT 2, 'paid_gmv', sum(amount), count(DISTINCT (shop, order_id)), currency, 'order_lines', count(DISTINCT broadcast)
  FROM line GROUP BY currency
  UNION ALL
  SELECT 3, 'cancelled', sum(amount), count(DISTINCT (shop, order_id)), currency, 'order_lines', count(DISTINCT broadcast)
  FROM line WHERE cancelled GROUP BY currency
  UNION ALL
  SELECT 4, 'refunded', sum(amount), count(DISTINCT (shop, order_id)), currency, 'order_lines', count(DISTINCT broadcast)
  FROM returned GROUP BY currency
  UNION ALL
  SELECT 5, 'kept', sum(gmv), NULL, currency, 'order_lines', NULL
  FROM (
    SELECT amount AS gmv, currency FROM line WHERE NOT cancelled
    UNION ALL
    SELECT -amount, currency FROM returned
  )
  GROUP BY currency
  UNION ALL
  SELECT 6, 'settled', sum(s.amount), count(DISTINCT (s.shop, s.order_id)), s.currency, 'settlement', count(DISTINCT o.broadcast)
  FROM settlement AS s JOIN ordered AS o ON o.shop = s.shop AND o.order_id = s.order_id
  WHERE s.superseded_by IS NULL AND s.statement = 'settlement'
  GROUP BY s.currency
)
SELECT step, told_by, broadcasts, gmv, orders,
       gmv / nullif(max(gmv) FILTER (WHERE place = 2) OVER (PARTITION BY currency), 0) AS share_of_paid,
       currency
FROM step
ORDER BY currency, place
