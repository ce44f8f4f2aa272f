-- What each SKU sold in each minute of a broadcast, told from its start.
-- $1 TIMESTAMPTZ the start
-- Rows: SKU by SKU, minute by minute.
SELECT sku, min(name) AS name, min(category) AS category, min(product) AS product,
       CAST(floor((epoch_ms(created_at) - epoch_ms(CAST($1 AS TIMESTAMPTZ))) / 60000.0) AS BIGINT) AS minute,
       CAST(sum(quantity) AS BIGINT) AS units,
       count(*) FILTER (WHERE quantity IS NULL) AS without_quantity
FROM sold_line
WHERE sku IS NOT NULL AND created_at IS NOT NULL
GROUP BY sku, 5
ORDER BY sku, 5
