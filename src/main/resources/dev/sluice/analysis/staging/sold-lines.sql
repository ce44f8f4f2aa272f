-- The lines that were sold in a scope, for questions that look at lines and not at sums: the rule of sell-through.
-- Sold is what was paid, whatever became of it; where no payment is told, what was not cancelled.
-- $1 VARCHAR     the broadcasts, joined by U+001F, or NULL for a period
-- $2, $3 VARCHAR first and last day of the period in the shop's zone, both included; NULL = open
-- $4 VARCHAR     the zone of shops that state none
-- $5 VARCHAR     the key: sku, product, category, role, or the name of an attribute
CREATE OR REPLACE TEMP TABLE sold_line AS
WITH shop_zone AS (
  SELECT shop, coalesce(zone, CAST($4 AS VARCHAR)) AS zone FROM shop
),
asked AS (
  SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))) AS broadcast
),
live AS (
  SELECT shop, broadcast, account, account_name, started_at,
         coalesce(ended_at, started_at + to_seconds(duration_seconds)) AS ended_at,
         broadcast IN (SELECT broadcast FROM asked) AS asked
  FROM broadcast WHERE superseded_by IS NULL
),
-- The lines of a broadcast: those that state it, and those that state none and fall into its time, unless they were
-- sold by another account or elsewhere than live. An instant in two broadcasts that could both have sold a line belongs
-- to the one that started later.
scoped AS (
  SELECT l.*, v.broadcast AS of_broadcast, FALSE AS by_window
  FROM order_line AS l JOIN live AS v ON v.broadcast = l.broadcast AND v.asked AND v.shop = l.shop
  WHERE l.superseded_by IS NULL
  UNION ALL BY NAME
  SELECT l.*, v.broadcast AS of_broadcast, TRUE AS by_window
  FROM order_line AS l
  JOIN live AS v ON v.asked AND v.shop = l.shop AND l.created_at BETWEEN v.started_at AND v.ended_at
  WHERE l.superseded_by IS NULL AND l.broadcast IS NULL
    AND coalesce(l.surface, 'live') = 'live'
    AND (coalesce(l.account, l.account_name) IS NULL OR coalesce(v.account, v.account_name) IS NULL
         OR l.account = v.account OR l.account_name = v.account_name)
    AND NOT EXISTS (
      SELECT 1 FROM live AS r
      WHERE r.shop = l.shop AND l.created_at BETWEEN r.started_at AND r.ended_at
        AND (coalesce(l.account, l.account_name) IS NULL OR coalesce(r.account, r.account_name) IS NULL
             OR l.account = r.account OR l.account_name = r.account_name)
        AND (r.started_at > v.started_at OR r.started_at = v.started_at AND r.broadcast > v.broadcast))
  UNION ALL BY NAME
  SELECT l.*, CAST(NULL AS VARCHAR) AS of_broadcast, FALSE AS by_window
  FROM order_line AS l JOIN shop_zone AS z ON z.shop = l.shop
  WHERE $1 IS NULL AND l.superseded_by IS NULL
    AND ($2 IS NULL AND $3 IS NULL
         OR CAST(timezone(z.zone, l.created_at) AS DATE)
            BETWEEN coalesce(CAST($2 AS DATE), DATE '-infinity') AND coalesce(CAST($3 AS DATE), DATE 'infinity'))
),
-- A line goes by the platform's SKU where the stock or the product list knows it, else by the seller's.
listed AS (
  SELECT shop, sku, product, name, category, role, attributes
  FROM product WHERE superseded_by IS NULL
  QUALIFY row_number() OVER (PARTITION BY shop, sku ORDER BY file_id DESC, row_number DESC) = 1
),
article AS (
  SELECT k.shop, k.sku, k.stocked, p.product, p.name, p.category, p.role, p.attributes
  FROM (
    SELECT shop, sku, bool_or(stocked) AS stocked
    FROM (
      SELECT shop, sku, FALSE AS stocked FROM listed
      UNION ALL
      SELECT DISTINCT shop, sku, TRUE FROM stock WHERE superseded_by IS NULL
    )
    GROUP BY shop, sku
  ) AS k
  LEFT JOIN listed AS p ON p.shop = k.shop AND p.sku = k.sku
),
named AS (
  SELECT l.shop, l.of_broadcast AS broadcast, l.order_id, l.line_id, l.quantity, l.amount, l.currency, l.buyer,
         l.unit_price, l.created_at, l.by_window, l.product AS line_product, l.product_name,
         coalesce(CASE WHEN sellers.stocked THEN sellers.sku END, own.sku, sellers.sku, l.sku, l.seller_sku) AS sku
  FROM scoped AS l
  LEFT JOIN article AS own ON own.shop = l.shop AND own.sku = l.sku
  LEFT JOIN article AS sellers
    ON sellers.shop = l.shop AND sellers.sku = CASE WHEN own.stocked THEN NULL ELSE l.seller_sku END
  WHERE l.paid OR l.paid_at IS NOT NULL OR l.paid IS NULL AND l.cancelled_at IS NULL
)
SELECT n.shop, n.broadcast, n.order_id, n.line_id, n.sku, n.quantity, n.amount, n.currency, n.buyer,
       n.unit_price, n.created_at, n.by_window,
       CASE CAST($5 AS VARCHAR)
         WHEN 'sku' THEN n.sku
         WHEN 'product' THEN coalesce(a.product, n.line_product)
         WHEN 'category' THEN a.category
         WHEN 'role' THEN a.role
         ELSE a.attributes[CAST($5 AS VARCHAR)] END AS key,
       coalesce(a.name, n.product_name) AS name,
       a.product, a.category, a.role
FROM named AS n LEFT JOIN article AS a ON a.shop = n.shop AND a.sku = n.sku
