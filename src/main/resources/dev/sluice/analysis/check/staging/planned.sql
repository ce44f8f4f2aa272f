-- What the latest frozen plan of each checked broadcast expects of its layers together, by metric; over the temporary
-- tables checked and plan_of_broadcast. A sum of which a layer is not told is not told. People who come by two layers
-- count twice in it.
-- Rows: none for a broadcast without a plan.
WITH
expected AS (
  SELECT c.shop, c.broadcast, b.plan, b.version, b.currency,
         CASE WHEN count(l.entrants) = count(*) THEN sum(l.entrants) END AS entrants,
         CASE WHEN count(l.orders) = count(*) THEN sum(l.orders) END AS orders,
         CASE WHEN count(l.gmv) = count(*) THEN sum(l.gmv) END AS gmv,
         sum(l.cost) AS cost
  FROM checked AS c
  JOIN plan_of_broadcast AS b ON b.shop = c.shop AND b.broadcast = c.broadcast
  JOIN plan_layer AS l ON l.plan = b.plan AND l.version = b.version
  GROUP BY c.shop, c.broadcast, b.plan, b.version, b.currency
)
SELECT e.shop, e.broadcast, e.plan, e.version, m.metric, CAST(m.value AS DECIMAL(38,4)) AS value, e.currency
FROM expected AS e, LATERAL (VALUES
  ('viewers', e.entrants), ('orders', e.orders), ('attributed_orders', e.orders),
  ('paid_gmv', e.gmv), ('attributed_gmv', e.gmv), ('ad_spend', e.cost), ('aov', e.gmv / nullif(e.orders, 0))
) AS m(metric, value)
WHERE m.value IS NOT NULL
ORDER BY e.shop, e.broadcast, m.metric
