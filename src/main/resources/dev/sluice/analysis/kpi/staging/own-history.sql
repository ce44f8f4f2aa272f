-- The quartiles of metrics over the broadcasts of each account; over the temporary tables chosen and broadcast_metric.
-- Sales of the room stand apart from credited ones, and so do currencies.
-- $1 VARCHAR the metrics, separated by U+001F, in the order of the rows
WITH
asked AS (
  SELECT unnest(names) AS metric, generate_subscripts(names, 1) AS place
  FROM (SELECT string_split(CAST($1 AS VARCHAR), chr(31)) AS names)
),
told AS (
  SELECT a.place, m.metric, c.account, c.platform, m.value, m.scope, CASE WHEN m.in_money THEN c.currency END AS currency
  FROM asked AS a
  JOIN broadcast_metric AS m ON m.metric = a.metric
  JOIN chosen AS c ON c.shop = m.shop AND c.broadcast = m.broadcast
  WHERE m.value IS NOT NULL
)
SELECT metric, account, platform, count(*) AS broadcasts,
       quantile_cont(value, 0.25) AS p25, quantile_cont(value, 0.5) AS median, quantile_cont(value, 0.75) AS p75,
       currency, scope
FROM told
GROUP BY place, metric, account, platform, currency, scope
ORDER BY place, account, platform, currency, scope
