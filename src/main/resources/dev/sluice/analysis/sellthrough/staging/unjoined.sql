-- What did not join between the sold lines, the product list, the stock and the broadcasts: a row a kind and shop.
-- $1 VARCHAR the broadcast, or NULL for a period
-- $2 VARCHAR first and $3 last day of the period in the shop's zone, both included; NULL = open
-- $4 VARCHAR the zone of shops that state none
-- $5 INTEGER how many ids to name
WITH
shop_zone AS (
  SELECT shop, coalesce(zone, CAST($4 AS VARCHAR)) AS zone FROM shop
),
live AS (
  SELECT b.shop, b.broadcast, b.started_at,
         coalesce(b.ended_at, b.started_at + to_seconds(b.duration_seconds)) AS ended_at,
         CASE WHEN $1 IS NOT NULL THEN b.broadcast = CAST($1 AS VARCHAR)
              ELSE CAST(timezone(z.zone, b.started_at) AS DATE)
                   BETWEEN coalesce(CAST($2 AS DATE), DATE '-infinity') AND coalesce(CAST($3 AS DATE), DATE 'infinity')
              END AS asked
  FROM broadcast AS b JOIN shop_zone AS z ON z.shop = b.shop
  WHERE b.superseded_by IS NULL
),
line AS (
  SELECT s.shop, s.order_id, s.line_id, s.sku, s.quantity, s.created_at, l.broadcast AS stated
  FROM sold_line AS s
  JOIN order_line AS l ON l.shop = s.shop AND l.order_id = s.order_id AND l.line_id = s.line_id
  WHERE l.superseded_by IS NULL
),
allocation AS (
  SELECT s.shop, s.sku, s.location, s.broadcast,
         arg_max(s.allocated, row(s.ts, s.file_id, s.row_number)) AS allocated
  FROM stock AS s JOIN live AS v ON v.broadcast = s.broadcast AND v.shop = s.shop AND v.asked
  WHERE s.superseded_by IS NULL AND s.allocated IS NOT NULL AND s.ts <= v.started_at
  GROUP BY s.shop, s.sku, s.location, s.broadcast
),
-- In a period a line that states no broadcast ought to fall into the time of one.
outside AS (
  SELECT l.shop, l.order_id, l.quantity
  FROM line AS l
  WHERE $1 IS NULL AND l.stated IS NULL
    AND NOT EXISTS (SELECT 1 FROM live AS v WHERE v.shop = l.shop AND l.created_at BETWEEN v.started_at AND v.ended_at)
),
apart AS (
  SELECT 'line_without_sku' AS kind, shop, order_id AS id, count(*) AS rows, sum(quantity) AS units
  FROM line WHERE sku IS NULL GROUP BY shop, order_id
  UNION ALL
  SELECT 'sku_not_in_products', l.shop, l.sku, count(*), sum(l.quantity)
  FROM line AS l
  ANTI JOIN (SELECT shop, sku FROM product WHERE superseded_by IS NULL) AS p ON p.shop = l.shop AND p.sku = l.sku
  WHERE l.sku IS NOT NULL GROUP BY l.shop, l.sku
  UNION ALL
  SELECT 'sku_not_in_stock', l.shop, l.sku, count(*), sum(l.quantity)
  FROM line AS l
  ANTI JOIN (SELECT shop, sku FROM stock WHERE superseded_by IS NULL) AS p ON p.shop = l.shop AND p.sku = l.sku
  WHERE l.sku IS NOT NULL GROUP BY l.shop, l.sku
  UNION ALL
  SELECT 'allocated_without_sales', a.shop, a.sku, count(*), sum(a.allocated)
  FROM allocation AS a ANTI JOIN line AS l ON l.shop = a.shop AND l.sku = a.sku
  WHERE a.allocated > 0 GROUP BY a.shop, a.sku
  UNION ALL
  SELECT 'broadcast_not_known', l.shop, l.stated, count(*), sum(l.quantity)
  FROM line AS l ANTI JOIN live AS v ON v.shop = l.shop AND v.broadcast = l.stated
  WHERE l.stated IS NOT NULL GROUP BY l.shop, l.stated
  UNION ALL
  SELECT 'line_without_broadcast', shop, order_id, count(*), sum(quantity) FROM outside GROUP BY shop, order_id
)
SELECT kind, shop, CAST(sum(rows) AS BIGINT) AS rows, CAST(sum(units) AS BIGINT) AS units, count(*) AS ids,
       list(id ORDER BY rows DESC, id)[1:CAST($5 AS INTEGER)] AS examples,
       greatest(count(*) - CAST($5 AS INTEGER), 0) AS others
FROM apart
GROUP BY kind, shop
ORDER BY kind, shop
