-- The purchases: paid orders that were not cancelled, with their buyer, in the shop's days. Ids of buyers are
-- known within a shop. A fully refunded order is no purchase, and refunds are taken off the amount of the rest,
-- unless they are to stay in.
-- $1 VARCHAR  a shop, or NULL for all
-- $2 VARCHAR  a currency, or NULL for all
-- $3 VARCHAR  the zone of shops that state none
-- $4 BOOLEAN  whether refunds are taken out
-- $5 VARCHAR  the last day to count, or NULL for all
CREATE TEMP TABLE purchase AS
WITH line AS (
  SELECT l.*, coalesce(s.zone, CAST($3 AS VARCHAR)) AS zone
  FROM order_line l
  LEFT JOIN shop s ON s.shop = l.shop
  WHERE l.superseded_by IS NULL
    AND ($1 IS NULL OR l.shop = $1)
    AND ($2 IS NULL OR l.currency = $2)
),
ordered AS (
  SELECT
    shop,
    order_id,
    currency,
    min(buyer) AS buyer,
    CAST(timezone(min(zone), min(coalesce(paid_at, created_at))) AS DATE) AS day,
    sum(quantity) AS quantity,
    sum(amount) - coalesce(sum(order_discount), 0) AS amount
  FROM line
  GROUP BY shop, order_id, currency
  HAVING NOT bool_or(paid IS NOT DISTINCT FROM false) AND count(cancelled_at) < count(*)
),
returned AS (
  SELECT
    r.shop,
    r.order_id,
    sum(r.quantity) AS quantity,
    -- Where the export gives units only, they are worth what their line charged for them.
    sum(coalesce(r.amount, l.amount * r.quantity / nullif(l.quantity, 0))) AS amount
  FROM refund r
  LEFT JOIN line l ON l.shop = r.shop AND l.order_id = r.order_id AND l.line_id = r.line_id
  WHERE r.superseded_by IS NULL
  GROUP BY r.shop, r.order_id
)
SELECT
  o.shop || chr(31) || o.buyer AS buyer,
  o.order_id,
  o.day,
  o.currency,
  CAST(CASE WHEN $4 THEN o.amount - coalesce(r.amount, 0) ELSE o.amount END AS DECIMAL(24,2)) AS amount
FROM ordered o
LEFT JOIN returned r ON r.shop = o.shop AND r.order_id = o.order_id
WHERE o.day IS NOT NULL
  AND ($5 IS NULL OR o.day <= CAST($5 AS DATE))
  AND NOT (
    CAST($4 AS BOOLEAN)
    AND coalesce(r.amount >= o.amount AND r.amount > 0 OR r.quantity >= o.quantity AND r.quantity > 0, false))
