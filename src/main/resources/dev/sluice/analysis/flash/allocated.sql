-- What each SKU was allocated to a broadcast at its start: the last word of each place.
-- $1 VARCHAR     the broadcast
-- $2 TIMESTAMPTZ its start
SELECT sku, CAST(sum(allocated) AS BIGINT) AS allocated
FROM (
  SELECT shop, sku, location, arg_max(allocated, row(ts, file_id, row_number)) AS allocated
  FROM stock
  WHERE superseded_by IS NULL AND allocated IS NOT NULL
    AND broadcast = CAST($1 AS VARCHAR) AND ts <= CAST($2 AS TIMESTAMPTZ)
  GROUP BY shop, sku, location
)
GROUP BY sku
ORDER BY sku
