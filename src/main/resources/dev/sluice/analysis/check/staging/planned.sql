-- What the latest frozen plan of each checked broadcast expects of its layers together, by metric. A plan belongs to the
-- broadcast that results by layer name, else to the one of its account that began nearest to its start, within six
-- hours. A sum of which a layer is not told is not told. People who come by two layers count twice in it.
-- Rows: none for a broadcast without a plan.
WITH
latest AS (
  SELECT * FROM plan QUALIFY row_number() OVER (PARTITION BY plan ORDER BY version DESC) = 1
),
named AS (
  SELECT DISTINCT a.plan, a.broadcast FROM layer_actual AS a WHERE a.superseded_by IS NULL
),
belongs AS (
  SELECT c.shop, c.broadcast, p.plan, p.version, p.currency
  FROM checked AS c JOIN latest AS p
    ON EXISTS (SELECT 1 FROM named AS n WHERE n.plan = p.plan AND n.broadcast = c.broadcast)
    OR NOT EXISTS (SELECT 1 FROM named AS n WHERE n.plan = p.plan)
       AND p.account = c.account AND abs(epoch(p.starts_at) - epoch(c.started_at)) <= 6 * 3600
  QUALIFY row_number() OVER (PARTITION BY c.shop, c.broadcast ORDER BY p.saved_at DESC, p.plan) = 1
),
expected AS (
  SELECT b.shop, b.broadcast, b.plan, b.version, b.currency,
         CASE WHEN count(l.entrants) = count(*) THEN sum(l.entrants) END AS entrants,
         CASE WHEN count(l.orders) = count(*) THEN sum(l.orders) END AS orders,
         CASE WHEN count(l.gmv) = count(*) THEN sum(l.gmv) END AS gmv,
         sum(l.cost) AS cost
  FROM belongs AS b JOIN plan_layer AS l ON l.plan = b.plan AND l.version = b.version
  GROUP BY b.shop, b.broadcast, b.plan, b.version, b.currency
)
SELECT e.shop, e.broadcast, e.plan, e.version, m.metric, CAST(m.value AS DECIMAL(38,4)) AS value, e.currency
FROM expected AS e, LATERAL (VALUES
  ('viewers', e.entrants), ('orders', e.orders), ('attributed_orders', e.orders),
  ('paid_gmv', e.gmv), ('attributed_gmv', e.gmv), ('ad_spend', e.cost), ('aov', e.gmv / nullif(e.orders, 0))
) AS m(metric, value)
WHERE m.value IS NOT NULL
ORDER BY e.shop, e.broadcast, m.metric
