-- What the settlement statement says of the orders sold in a broadcast; over the temporary table sold_line. Fees and
-- commissions are negative there. Entries without what the buyer paid take back money after a settlement.
-- $1 VARCHAR the currency
-- One row.
WITH
line AS (
  SELECT shop, order_id, line_id, amount FROM sold_line WHERE currency = $1
),
entry AS (
  SELECT s.* FROM settlement AS s
  WHERE s.superseded_by IS NULL AND s.statement = 'settlement' AND s.currency = $1
    AND EXISTS (SELECT 1 FROM line AS l WHERE l.shop = s.shop AND l.order_id = s.order_id
                AND (s.line_id IS NULL OR l.line_id = s.line_id))
),
settled_line AS (
  SELECT l.*, EXISTS (SELECT 1 FROM entry AS e WHERE e.shop = l.shop AND e.order_id = l.order_id
                      AND (e.line_id IS NULL OR e.line_id = l.line_id)) AS settled
  FROM line AS l
),
lines AS (
  SELECT coalesce(sum(amount) FILTER (WHERE NOT settled), 0) AS open_amount, count(*) FILTER (WHERE NOT settled) AS open_lines,
         coalesce(list_slice(list(DISTINCT order_id ORDER BY order_id) FILTER (WHERE NOT settled), 1, 3), []) AS open_examples,
         sum(amount) FILTER (WHERE settled) AS settled_lines
  FROM settled_line
)
SELECT count(*) AS entries, count(amount) AS known, sum(amount) AS amount,
       any_value(open_lines) AS open_lines, any_value(open_examples) AS open_examples,
       any_value(open_amount) AS not_settled,
       any_value(settled_lines) - sum(paid_amount) AS paid_otherwise,
       -sum(subsidy) AS subsidy, -sum(platform_fee) AS platform_fee, -sum(commission) AS commission,
       CASE WHEN count(paid_amount) > 0 THEN -sum(amount) FILTER (WHERE paid_amount IS NULL) END AS taken_back,
       sum(abs(refund_amount)) AS refunded_before_settlement
FROM lines LEFT JOIN entry ON TRUE
HAVING count(amount) > 0
ORDER BY entries
