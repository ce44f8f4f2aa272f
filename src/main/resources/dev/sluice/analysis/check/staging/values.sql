-- The metrics of the broadcasts that are checked, one by one; what is not known has no row.
-- $1 VARCHAR the metrics, separated by U+001F
SELECT c.shop, c.broadcast, m.metric, m.value, m.rule,
       CASE WHEN m.in_money THEN c.currency END AS currency
FROM checked AS c
JOIN broadcast_metric AS m ON m.shop = c.shop AND m.broadcast = c.broadcast
WHERE m.value IS NOT NULL AND m.metric IN (SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))))
ORDER BY c.started_at, c.shop, c.broadcast, m.metric
