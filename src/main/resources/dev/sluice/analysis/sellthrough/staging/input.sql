-- What the input says that cannot be, or was not taken, in the shops of the sold lines: a row a kind and shop.
-- $1 VARCHAR the broadcast, or NULL for a period
-- $2 INTEGER how many ids to name
WITH
line AS (
  SELECT s.shop, s.order_id, s.line_id, s.quantity, s.created_at, l.broadcast AS stated
  FROM sold_line AS s
  JOIN order_line AS l ON l.shop = s.shop AND l.order_id = s.order_id AND l.line_id = s.line_id
  WHERE l.superseded_by IS NULL
),
-- A file that sells in a shop is known by what it brought; the shop of a broadcast is asked for even when it sold nothing.
asked AS (
  SELECT DISTINCT shop FROM sold_line
  UNION
  SELECT shop FROM broadcast WHERE superseded_by IS NULL AND broadcast = CAST($1 AS VARCHAR)
),
ordered AS (
  SELECT l.shop, l.order_id, l.line_id, l.sku, l.product
  FROM order_line AS l SEMI JOIN asked AS a ON a.shop = l.shop
  WHERE l.superseded_by IS NULL
),
refunded AS (
  SELECT r.shop, r.order_id, r.line_id, r.quantity
  FROM refund AS r SEMI JOIN asked AS a ON a.shop = r.shop
  WHERE r.superseded_by IS NULL
),
listing AS (
  SELECT f.file_id, f.shop FROM source_file AS f
  WHERE f.report IN (
    SELECT g.report FROM source_file AS g SEMI JOIN product AS p ON p.file_id = g.file_id)
),
placed AS (
  SELECT shop, sku, product FROM product WHERE superseded_by IS NULL
  UNION
  SELECT shop, sku, product FROM ordered
  UNION
  SELECT f.shop, r.raw->>'sku', r.raw->>'product' FROM reject AS r JOIN listing AS f ON f.file_id = r.file_id
),
-- The reports that fill the tables which a sell-through reads.
relevant AS (
  SELECT f.file_id, f.shop, f.file
  FROM source_file AS f SEMI JOIN asked AS a ON a.shop = f.shop
  WHERE f.report IN (
    SELECT g.report FROM source_file AS g
    WHERE g.file_id IN (SELECT file_id FROM order_line UNION SELECT file_id FROM refund
                        UNION SELECT file_id FROM product UNION SELECT file_id FROM stock))
),
wrong AS (
  SELECT 'negative_stock' AS kind, s.shop, s.sku AS id, count(*) AS rows,
         sum(least(coalesce(s.on_hand, 0), coalesce(s.received, 0), coalesce(s.allocated, 0))) AS units
  FROM stock AS s SEMI JOIN asked AS a ON a.shop = s.shop
  WHERE s.superseded_by IS NULL AND least(s.on_hand, s.received, s.allocated) < 0
  GROUP BY s.shop, s.sku
  UNION ALL
  SELECT 'sku_in_two_products', p.shop, p.sku, count(DISTINCT p.product), NULL
  FROM placed AS p SEMI JOIN asked AS a ON a.shop = p.shop
  WHERE p.sku IS NOT NULL
  GROUP BY p.shop, p.sku HAVING count(DISTINCT p.product) > 1
  UNION ALL
  SELECT 'return_without_order', r.shop, r.order_id, count(*), sum(r.quantity)
  FROM refunded AS r
  WHERE NOT EXISTS (SELECT 1 FROM ordered AS o
                    WHERE o.shop = r.shop AND o.order_id = r.order_id AND (r.line_id IS NULL OR o.line_id = r.line_id))
  GROUP BY r.shop, r.order_id
  UNION ALL
  SELECT 'returned_more_than_sold', b.shop, b.order_id, count(*), sum(b.quantity - l.quantity)
  FROM (SELECT shop, order_id, line_id, sum(quantity) AS quantity FROM refunded GROUP BY shop, order_id, line_id) AS b
  JOIN line AS l ON l.shop = b.shop AND l.order_id = b.order_id AND l.line_id = b.line_id
  WHERE b.quantity > l.quantity
  GROUP BY b.shop, b.order_id
  UNION ALL
  SELECT 'quantity_below_one', shop, order_id, count(*), sum(quantity)
  FROM line WHERE quantity < 1 GROUP BY shop, order_id
  UNION ALL
  SELECT 'order_before_broadcast', l.shop, l.order_id, count(*), sum(l.quantity)
  FROM line AS l JOIN broadcast AS b ON b.shop = l.shop AND b.broadcast = l.stated
  WHERE b.superseded_by IS NULL AND l.created_at < b.started_at
  GROUP BY l.shop, l.order_id
  UNION ALL
  SELECT 'rejected_row', f.shop,
         f.file || ' row ' || r.row_number || ': '
           || coalesce(r.column_name || ' ' || coalesce('''' || r.cell || ''' ', ''), '') || r.reason,
         count(*), NULL
  FROM reject AS r JOIN relevant AS f ON f.file_id = r.file_id
  GROUP BY f.shop, f.file, r.row_number, r.column_name, r.cell, r.reason
)
SELECT kind, shop, CAST(sum(rows) AS BIGINT) AS rows, CAST(sum(units) AS BIGINT) AS units, count(*) AS ids,
       list(id ORDER BY rows DESC, id)[1:CAST($2 AS INTEGER)] AS examples,
       greatest(count(*) - CAST($2 AS INTEGER), 0) AS others
FROM wrong
GROUP BY kind, shop
ORDER BY kind, shop
