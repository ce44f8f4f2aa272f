-- What of the orders can stand between a figure of the platform and the order lines of a broadcast, each with all the
-- causes that apply to it. What the lines' sum holds and the figure may lack is negative, the reverse positive.
-- Over the temporary tables sold_line (the lines of the sum) and reporting_rate (what currencies are worth in $2); by the
-- macros of the rule of what was sold.
-- $1 VARCHAR the broadcast
-- $2 VARCHAR the currency of the figure
-- Rows: by causes. unknown counts what has no amount; its amount is missing from the sum.
WITH
room AS (
  SELECT b.shop, b.broadcast, b.started_at, b.as_of, coalesce(z.zone, 'UTC') AS zone,
         coalesce(b.ended_at, b.started_at + to_seconds(b.duration_seconds)) AS ended_at
  FROM broadcast AS b LEFT JOIN shop AS z ON z.shop = b.shop
  WHERE b.superseded_by IS NULL AND b.broadcast = $1
),
near AS (
  SELECT l.*, r.started_at, r.ended_at, r.as_of AS told_at, r.zone,
         s.order_id IS NOT NULL AS counted, s.by_window,
         was_sold(l.paid, l.paid_at, l.cancelled_at) AS sold
  FROM order_line AS l
  JOIN room AS r ON r.shop = l.shop
  LEFT JOIN sold_line AS s ON s.shop = l.shop AND s.order_id = l.order_id AND s.line_id = l.line_id
  WHERE l.superseded_by IS NULL
    AND (s.order_id IS NOT NULL OR l.broadcast = r.broadcast
         OR l.created_at BETWEEN r.started_at AND r.ended_at + INTERVAL 1 DAY
         OR l.paid_at BETWEEN r.started_at AND r.ended_at)
),
owned AS (
  SELECT *, created_at BETWEEN started_at AND ended_at AS in_time,
         coalesce(broadcast, broadcast_of(shop, created_at, surface, account, account_name)) AS owned_by
  FROM near
),
-- In the sum of lines, and perhaps not in the figure.
within AS (
  SELECT order_id, -amount AS amount,
         list_filter([
             CASE WHEN coalesce(paid_at, created_at) > told_at THEN 'paid_after_export' END,
             CASE WHEN cancelled_at IS NOT NULL THEN 'cancelled_after_payment' END,
             CASE WHEN paid_at > ended_at THEN 'paid_after_the_end' END,
             CASE WHEN by_window THEN 'states_no_broadcast' END], lambda cause: cause IS NOT NULL) AS causes
  FROM owned WHERE counted AND currency = $2
),
-- Not in it, and perhaps in the figure; a line has the first cause that applies.
beyond AS (
  SELECT o.order_id,
         CASE WHEN o.currency = $2 THEN o.amount ELSE CAST(o.amount * x.times / x.per AS DECIMAL(24,2)) END AS amount,
         [CASE WHEN counted THEN 'other_currency'
               WHEN NOT sold AND owned_by = $1 THEN 'unpaid'
               WHEN NOT sold THEN NULL
               WHEN in_time AND owned_by IS NOT NULL THEN 'other_broadcast'
               WHEN in_time THEN 'sold_elsewhere'
               WHEN created_at < started_at AND paid_at BETWEEN started_at AND ended_at AND owned_by IS NULL
               THEN 'paid_in_its_time'
               WHEN created_at > ended_at AND owned_by IS NULL THEN 'within_a_day_after' END] AS causes
  FROM owned AS o
  LEFT JOIN reporting_rate AS x ON x.currency = o.currency AND x.day = CAST(timezone(o.zone, o.created_at) AS DATE)
  WHERE (NOT counted OR o.currency <> $2) AND NOT coalesce(coalesce(paid_at, created_at) > told_at, FALSE)
),
-- What stands on orders as a whole, and what was taken off the lines.
whole AS (
  SELECT order_id, sum(order_discount) AS order_discount, sum(order_shipping) AS order_shipping,
         sum(order_tax) AS order_tax, sum(order_amount) AS order_amount,
         sum(amount) FILTER (WHERE counted) AS amount, bool_and(counted) AS all_counted,
         sum(discount) FILTER (WHERE counted) AS discount
  FROM owned
  GROUP BY order_id
  HAVING bool_or(counted AND currency = $2)
),
of_orders AS (
  SELECT order_id, -order_discount AS amount, ['order_discount'] AS causes FROM whole WHERE order_discount <> 0
  UNION ALL
  SELECT order_id, order_shipping, ['shipping'] FROM whole WHERE order_shipping <> 0
  UNION ALL
  SELECT order_id, order_tax, ['tax'] FROM whole WHERE order_tax <> 0
  UNION ALL
  SELECT order_id, discount, ['line_discount'] FROM whole WHERE discount <> 0
  UNION ALL
  SELECT order_id, order_amount - amount, ['order_total'] FROM whole
  WHERE all_counted AND coalesce(order_discount, order_shipping, order_tax) IS NULL AND order_amount <> amount
),
returned AS (
  SELECT r.order_id, -r.amount AS amount,
         list_filter([
             CASE WHEN NOT l.cancelled THEN 'refunded' END,
             CASE WHEN r.refunded_at <= l.paid_at + INTERVAL 1 HOUR THEN 'refunded_in_an_hour' END],
             lambda cause: cause IS NOT NULL) AS causes
  FROM refund AS r
  JOIN (
    SELECT shop, order_id, line_id, cancelled_at IS NOT NULL AS cancelled, coalesce(paid_at, created_at) AS paid_at
    FROM owned WHERE counted AND currency = $2
    UNION ALL
    SELECT shop, order_id, NULL, bool_and(cancelled_at IS NOT NULL), min(coalesce(paid_at, created_at))
    FROM owned WHERE counted AND currency = $2 GROUP BY shop, order_id
  ) AS l ON l.shop = r.shop AND l.order_id = r.order_id AND l.line_id IS NOT DISTINCT FROM r.line_id
  WHERE r.superseded_by IS NULL AND r.currency = $2
),
piece AS (
  FROM within UNION ALL FROM beyond UNION ALL FROM of_orders UNION ALL FROM returned
)
SELECT causes, CAST(coalesce(sum(amount), 0) AS DECIMAL(24,2)) AS amount, count(*) AS lines,
       count(*) - count(amount) AS unknown,
       list_slice(list(DISTINCT order_id ORDER BY order_id), 1, 3) AS examples
FROM piece
WHERE len(causes) > 0 AND causes[1] IS NOT NULL
GROUP BY causes
ORDER BY causes
