-- The metrics of a period beside those of the one before it; over the temporary tables chosen and broadcast_metric. Sums
-- are over the broadcasts that know them, ratios are of such sums, and money stands by currency.
-- $1 VARCHAR the metrics, joined by U+001F, in their order
-- Rows: in the order of the metrics, those that the period knows. People are counted once in a broadcast and never added
-- up over several.
WITH
wanted AS (
  SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))) AS metric,
         generate_subscripts(string_split(CAST($1 AS VARCHAR), chr(31)), 1) AS place
),
summed AS (
  SELECT c.part, m.metric, m.rule, CASE WHEN m.in_money THEN c.currency END AS currency,
         count(*) FILTER (WHERE m.known) AS known,
         sum(m.above) FILTER (WHERE m.known) AS above,
         sum(m.below) FILTER (WHERE m.known) AS below,
         max(m.above) AS most,
         any_value(m.per) AS per,
         CASE WHEN count(DISTINCT m.scope) FILTER (WHERE m.known) > 1 THEN 'mixed'
              ELSE min(m.scope) FILTER (WHERE m.known) END AS scope
  FROM chosen AS c JOIN broadcast_metric AS m ON m.shop = c.shop AND m.broadcast = c.broadcast
  GROUP BY c.part, m.metric, m.rule, CASE WHEN m.in_money THEN c.currency END
),
valued AS (
  SELECT part, metric, currency, known, scope,
         CASE rule WHEN 'sum' THEN above WHEN 'most' THEN most
                   WHEN 'ratio' THEN CAST(above / nullif(below, 0) * per AS DECIMAL(38,8)) END AS value
  FROM summed
)
SELECT i.metric, i.value, i.known, w.value AS previous, w.known AS previous_known,
       (i.value - w.value) / nullif(abs(w.value), 0) AS change, i.currency, i.scope
FROM wanted AS o
JOIN valued AS i ON i.part = 1 AND i.metric = o.metric AND i.value IS NOT NULL
LEFT JOIN valued AS w ON w.part = 2 AND w.metric = i.metric AND w.currency IS NOT DISTINCT FROM i.currency
ORDER BY o.place, i.currency
