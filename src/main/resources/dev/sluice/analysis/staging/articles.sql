-- The SKUs that the product list or the stock knows, numbered: numbers join and group faster than texts.
-- $1 VARCHAR the keys, joined by U+001F: sku, product, category, role, or the name of an attribute. The key of an
--            article is its values of them, joined likewise; one that is not known is empty there, and where all are
--            there is no key.
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
       nullif(rtrim(array_to_string(list_transform(
         string_split(CAST($1 AS VARCHAR), chr(31)),
         lambda asked: coalesce(CASE asked WHEN 'sku' THEN k.sku WHEN 'product' THEN p.product WHEN 'category' THEN p.category
                                           WHEN 'role' THEN p.role ELSE p.attributes[asked] END, '')),
         chr(31)), chr(31)), '') AS key
FROM known AS k LEFT JOIN listed AS p ON p.shop = k.shop AND p.sku = k.sku
