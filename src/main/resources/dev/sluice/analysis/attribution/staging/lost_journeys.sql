-- Which touches led to nothing? Those that no conversion of the user follows within the lookback: one lost
-- journey per user and stretch between two conversions.
-- $1 BIGINT   lookback in seconds of elapsed time
-- $2 VARCHAR  'channel' or 'layer': what is credited
INSERT INTO whole_journey
WITH touch AS (
  SELECT
    t.*,
    max(c.ts) FILTER (WHERE c.ts < t.ts) AS converted_before,
    min(c.ts) FILTER (WHERE c.ts >= t.ts) AS converts_at
  FROM attributed_touch t
  LEFT JOIN attributed_conversion c ON c.who = t.who
  GROUP BY ALL
)
SELECT
  list(
    struct_pack(
      channel := channel,
      credited := CASE $2 WHEN 'layer' THEN coalesce(layer, '(no layer)') ELSE channel END,
      age := CAST(NULL AS BIGINT))
    ORDER BY ts, file_id, row) AS touches,
  0 AS conversions,
  NULL AS value,
  1 AS lost
FROM touch
WHERE converts_at IS NULL OR ts < converts_at - to_seconds($1)
GROUP BY who, converted_before
