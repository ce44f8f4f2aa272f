-- Percentiles of a metric in the earlier broadcasts of the same account, for each broadcast that is checked.
-- Like is set beside like: the same currency, sales of the room never beside credited ones, and what goes on moving
-- after the end only beside what was exported at the same age, the unknown beside the unknown.
-- $1 VARCHAR the metric
-- $2, $3 DOUBLE  the percentiles of the lower and upper limit, as fractions, or NULL
-- $4, $5 BOOLEAN only those of the same weekday, of the same three hours of the day
-- $6 BOOLEAN     whether the metric goes on moving
-- A percentile lies between two broadcasts where it falls between them, in proportion.
SELECT c.shop, c.broadcast, c.maturity,
       count(m.value) AS n,
       quantile_cont(m.value, coalesce(CAST($2 AS DOUBLE), 0)) AS lower,
       quantile_cont(m.value, coalesce(CAST($3 AS DOUBLE), 0)) AS upper
FROM checked AS c
JOIN broadcast_metric AS own ON own.shop = c.shop AND own.broadcast = c.broadcast AND own.metric = $1
LEFT JOIN aired AS past
  ON past.platform = c.platform AND past.account = c.account AND past.started_at < c.started_at
 AND (NOT $4 OR past.weekday = c.weekday) AND (NOT $5 OR past.slot = c.slot)
 AND (NOT own.in_money OR past.currency IS NOT DISTINCT FROM c.currency)
 AND (NOT $6 OR past.maturity IS NOT DISTINCT FROM c.maturity)
LEFT JOIN broadcast_metric AS m
  ON m.shop = past.shop AND m.broadcast = past.broadcast AND m.metric = $1 AND m.scope IS NOT DISTINCT FROM own.scope
GROUP BY c.shop, c.broadcast, c.maturity, c.started_at
ORDER BY c.started_at, c.shop, c.broadcast
