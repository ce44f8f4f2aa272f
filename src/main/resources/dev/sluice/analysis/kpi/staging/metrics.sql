-- The metrics of each group of the chosen broadcasts: sums first, ratios of sums after.
-- Rows: the groups in their order, the metrics of each by name.
WITH
summed AS (
  SELECT c.part, m.metric, m.rule,
         count(*) AS broadcasts,
         count(*) FILTER (WHERE m.known) AS known,
         sum(m.above) FILTER (WHERE m.known) AS above,
         sum(m.below) FILTER (WHERE m.known) AS below,
         max(m.above) AS most,
         any_value(m.per) AS per,
         count(DISTINCT m.scope) FILTER (WHERE m.known) AS scopes,
         min(m.scope) FILTER (WHERE m.known) AS scope,
         count(DISTINCT c.currency) FILTER (WHERE m.known AND m.in_money) AS currencies,
         min(c.currency) FILTER (WHERE m.known AND m.in_money) AS currency
  FROM chosen AS c JOIN broadcast_metric AS m ON m.shop = c.shop AND m.broadcast = c.broadcast
  GROUP BY c.part, m.metric, m.rule
)
SELECT part, metric,
       CASE WHEN currencies > 1 THEN NULL
            WHEN rule = 'sum' OR rule = 'distinct' AND broadcasts = 1 THEN above
            WHEN rule = 'most' THEN most END AS total,
       CASE WHEN currencies <= 1 AND rule = 'ratio'
            THEN CAST(above / nullif(below, 0) * per AS DECIMAL(38,8)) END AS quotient,
       CASE WHEN currencies = 1 THEN currency END AS currency,
       CASE WHEN scopes > 1 THEN 'mixed' ELSE scope END AS scope,
       known,
       CASE WHEN known = 0 THEN 'not known'
            WHEN currencies > 1 THEN 'several currencies'
            WHEN rule = 'distinct' AND broadcasts > 1 THEN 'the same may come twice'
            WHEN rule = 'ratio' AND below = 0 THEN 'nothing to divide by' END AS reason
FROM summed
ORDER BY part, metric
