-- The SKUs that the product list or the stock knows, numbered: numbers join and group faster than texts.
-- $1 VARCHAR the key: sku, product, category, role, or the name of an attribute
CREATE OR REPLACE TEMP TABLE article AS
WITH listed AS (
  SELECT shop, sku, product, name, category, role, currency, attributes
  FROM product WHERE superseded_by IS NULL
  QUALIFY row_number() OVER (PARTITION BY shop, sku ORDER BY file_id DESC, row_number DESC) = 1
),
known AS (
  SELECT shop, sku, bool_or(stocked) AS stocked
  FROM (
    SELECT shop, sku, FALSE AS stocked FROM listed
    UNION ALL
    SELECT DISTINCT shop, sku, TRUE FROM stock WHERE superseded_by IS NULL
  )
  GROUP BY shop, sku
)
SELECT row_number() OVER (ORDER BY k.shop, k.sku) AS article, k.shop, k.sku, k.stocked,
       p.product, p.name, p.category, p.role, p.currency,
       CASE CAST($1 AS VARCHAR)
         WHEN 'sku' THEN k.sku
         WHEN 'product' THEN p.product
         WHEN 'category' THEN p.category
         WHEN 'role' THEN p.role
         ELSE p.attributes[CAST($1 AS VARCHAR)] END AS key
FROM known AS k LEFT JOIN listed AS p ON p.shop = k.shop AND p.sku = k.sku
