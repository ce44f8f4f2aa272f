-- Units on hand of each SKU, over all shops and places, as last counted.
-- $1 TIMESTAMPTZ the present
-- Rows: by SKU.
WITH last_count AS (
  SELECT sku, on_hand
  FROM stock
  WHERE superseded_by IS NULL AND on_hand IS NOT NULL AND ts <= CAST($1 AS TIMESTAMPTZ)
  QUALIFY row_number() OVER (PARTITION BY shop, sku, location ORDER BY ts DESC, file_id DESC, row_number DESC) = 1
)
SELECT sku, CAST(greatest(sum(on_hand), 0) AS BIGINT) AS on_hand
FROM last_count
GROUP BY sku
ORDER BY sku
