-- Which touches led to each conversion? Conversion - lookback <= touch <= conversion, both ends included,
-- and numbered per conversion: a touch may lead to several. Touches of one instant keep the file's order.
-- $1 BIGINT   lookback in seconds of elapsed time
-- $2 VARCHAR  'channel' or 'layer': what is credited
-- $3 VARCHAR  the currency to count, NULL for all
CREATE TEMP TABLE whole_journey AS
WITH counted AS (
  SELECT who, ts, value, file_id, row
  FROM attributed_conversion
  WHERE $3 IS NULL OR value IS NULL OR currency = $3
)
SELECT
  coalesce(
    list(
      struct_pack(
        channel := t.channel,
        credited := CASE $2 WHEN 'layer' THEN coalesce(t.layer, '(no layer)') ELSE t.channel END,
        age := epoch_us(c.ts) - epoch_us(t.ts))
      ORDER BY t.ts, t.file_id, t.row)
    FILTER (WHERE t.ts IS NOT NULL),
    []) AS touches,
  CAST(1 AS DECIMAL(24,6)) AS conversions,
  CAST(c.value AS DECIMAL(34,10)) AS value,
  CAST(0 AS DECIMAL(24,6)) AS lost
FROM counted c
LEFT JOIN attributed_touch t ON t.who = c.who AND t.ts BETWEEN c.ts - to_seconds($1) AND c.ts
GROUP BY c.who, c.ts, c.value, c.file_id, c.row
