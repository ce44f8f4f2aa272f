-- What past broadcasts tell of each SKU that they sold; their lines are in sold_line.
-- $1 VARCHAR     the broadcasts, joined by U+001F
-- $2 TIMESTAMPTZ the present
-- Rows: by SKU.
WITH
asked AS (
  SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))) AS broadcast
),
-- Minutes in which a product was pinned; where the export has longer parts, a row is as long as they are.
minutes AS (
  SELECT m.shop, m.broadcast, m.product, m.minute,
         lead(m.minute) OVER (PARTITION BY m.shop, m.broadcast ORDER BY m.minute) - m.minute AS step
  FROM broadcast_minute AS m JOIN asked AS a ON a.broadcast = m.broadcast
  WHERE m.superseded_by IS NULL
),
pinned AS (
  SELECT shop, broadcast, product, minute, min(step) OVER (PARTITION BY shop, broadcast) AS width
  FROM minutes
  QUALIFY product IS NOT NULL
),
explained AS (
  SELECT shop, product, count(DISTINCT broadcast) AS broadcasts, CAST(sum(epoch(width)) / 60 AS BIGINT) AS minutes
  FROM pinned
  GROUP BY shop, product
),
sold AS (
  SELECT shop, sku, any_value(product ORDER BY product) AS product, any_value(name ORDER BY name) AS name,
         any_value(role ORDER BY role) AS role, arg_max(unit_price, (created_at, order_id, line_id)) AS price,
         count(DISTINCT broadcast) AS broadcasts, sum(quantity) AS units
  FROM sold_line
  WHERE sku IS NOT NULL
  GROUP BY shop, sku
),
-- An order belongs to the explanation if it was placed while it lasted.
ordered AS (
  SELECT s.shop, s.sku, count(DISTINCT s.order_id) AS orders
  FROM sold_line AS s
  JOIN pinned AS p
    ON p.shop = s.shop AND p.broadcast = s.broadcast AND p.product IN (s.product, s.sku)
   AND s.created_at >= p.minute AND s.created_at < p.minute + p.width
  GROUP BY s.shop, s.sku
),
returned AS (
  SELECT s.shop, s.sku, sum(r.quantity) AS units
  FROM sold_line AS s
  JOIN refund AS r ON r.shop = s.shop AND r.order_id = s.order_id AND r.line_id = s.line_id
  WHERE r.superseded_by IS NULL
  GROUP BY s.shop, s.sku
),
told AS (
  SELECT DISTINCT shop FROM refund WHERE superseded_by IS NULL AND quantity IS NOT NULL
),
clicked AS (
  SELECT b.shop, b.product,
         sum(b.product_clicks) / nullif(sum(b.product_impressions), 0) AS click_rate,
         sum(b.attributed_orders) / nullif(sum(b.product_clicks), 0) AS ctor
  FROM broadcast_product AS b JOIN asked AS a ON a.broadcast = b.broadcast
  WHERE b.superseded_by IS NULL
  GROUP BY b.shop, b.product
),
listed AS (
  SELECT shop, sku, cost
  FROM product WHERE superseded_by IS NULL
  QUALIFY row_number() OVER (PARTITION BY shop, sku ORDER BY file_id DESC, row_number DESC) = 1
),
levels AS (
  SELECT shop, sku, on_hand
  FROM stock
  WHERE superseded_by IS NULL AND on_hand IS NOT NULL AND ts <= CAST($2 AS TIMESTAMPTZ)
  QUALIFY row_number() OVER (PARTITION BY shop, sku, location ORDER BY ts DESC, file_id DESC, row_number DESC) = 1
),
stocked AS (
  SELECT shop, sku, sum(on_hand) AS on_hand FROM levels GROUP BY shop, sku
)
SELECT s.sku, s.product, s.name, s.role, s.price, l.cost, CAST(k.on_hand AS BIGINT) AS stock,
       coalesce(e.broadcasts, s.broadcasts) AS broadcasts, e.minutes,
       CASE WHEN e.minutes IS NOT NULL THEN coalesce(o.orders, 0) END AS orders,
       round(CAST(c.click_rate AS DECIMAL(18,6)), 4) AS click_rate, round(CAST(c.ctor AS DECIMAL(18,6)), 4) AS ctor,
       CASE WHEN t.shop IS NOT NULL
            THEN round(CAST(coalesce(r.units, 0) / nullif(s.units, 0) AS DECIMAL(18,6)), 4) END AS return_rate
FROM sold AS s
LEFT JOIN explained AS e ON e.shop = s.shop AND e.product IN (s.product, s.sku)
LEFT JOIN ordered AS o ON o.shop = s.shop AND o.sku = s.sku
LEFT JOIN returned AS r ON r.shop = s.shop AND r.sku = s.sku
LEFT JOIN told AS t ON t.shop = s.shop
LEFT JOIN clicked AS c ON c.shop = s.shop AND c.product IN (s.product, s.sku)
LEFT JOIN listed AS l ON l.shop = s.shop AND l.sku = s.sku
LEFT JOIN stocked AS k ON k.shop = s.shop AND k.sku = s.sku
ORDER BY s.sku, s.shop
