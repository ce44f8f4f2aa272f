-- The core figures of a broadcast beside the account's one before, the median of all before, and of those before that
-- began in the same three hours of the day; over the temporary tables aired and broadcast_metric.
-- $1 VARCHAR the broadcast
-- $2 VARCHAR the metrics, joined by U+001F, in their order
-- Rows: in the order of the metrics, those that the broadcast knows.
WITH
wanted AS (
  SELECT unnest(string_split(CAST($2 AS VARCHAR), chr(31))) AS metric,
         generate_subscripts(string_split(CAST($2 AS VARCHAR), chr(31)), 1) AS place
),
asked AS (
  SELECT * FROM aired WHERE broadcast = $1
),
before AS (
  SELECT e.shop, e.broadcast, e.slot = a.slot AS in_slot,
         row_number() OVER (ORDER BY e.started_at DESC, e.broadcast DESC) AS back
  FROM aired AS e JOIN asked AS a
    ON a.shop = e.shop AND a.account = e.account AND e.started_at < a.started_at
   AND e.currency IS NOT DISTINCT FROM a.currency
),
earlier AS (
  SELECT m.metric, any_value(m.value) FILTER (WHERE b.back = 1) AS previous, median(m.value) AS median,
         count(m.value) AS broadcasts,
         median(m.value) FILTER (WHERE b.in_slot) AS slot_median, count(m.value) FILTER (WHERE b.in_slot) AS slot_broadcasts
  FROM broadcast_metric AS m JOIN before AS b ON b.shop = m.shop AND b.broadcast = m.broadcast
  WHERE m.known
  GROUP BY m.metric
)
SELECT m.metric, m.value, e.previous, (m.value - e.previous) / nullif(abs(e.previous), 0) AS change, e.median,
       coalesce(e.broadcasts, 0) AS broadcasts, e.slot_median, coalesce(e.slot_broadcasts, 0) AS slot_broadcasts,
       CASE WHEN m.in_money THEN a.currency END AS currency
FROM wanted AS w
JOIN asked AS a ON TRUE
JOIN broadcast_metric AS m ON m.shop = a.shop AND m.broadcast = a.broadcast AND m.metric = w.metric AND m.known
LEFT JOIN earlier AS e ON e.metric = m.metric
ORDER BY w.place
