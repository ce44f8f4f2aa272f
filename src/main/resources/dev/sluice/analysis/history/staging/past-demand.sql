-- What each past broadcast sold of each SKU; their lines are in sold_line.
-- Rows: by SKU and broadcast.
SELECT sku, broadcast, CAST(sum(quantity) AS BIGINT) AS units
FROM sold_line
WHERE sku IS NOT NULL AND broadcast IS NOT NULL
GROUP BY sku, broadcast
HAVING sum(quantity) > 0
ORDER BY sku, broadcast
