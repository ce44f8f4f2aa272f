-- What the layers of traffic brought to broadcasts, as imported, beside what the broadcasts' plans expected of them; over
-- the temporary table plan_of_broadcast. A sum is there only where every broadcast that has the layer knows it. Layers
-- claim what they claim: some orders twice, some not at all.
-- $1 VARCHAR the broadcasts, joined by U+001F
-- Rows: by entrants, most first.
WITH
asked AS (
  SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))) AS broadcast
),
planned AS (
  SELECT b.broadcast, l.layer, b.currency, l.kind, l.entrants, l.orders, l.cost, l.gmv, l.reason
  FROM plan_of_broadcast AS b JOIN plan_layer AS l ON l.plan = b.plan AND l.version = b.version
  WHERE b.broadcast IN (FROM asked)
),
happened AS (
  SELECT a.broadcast, a.layer, coalesce(a.currency, min(p.currency)) AS currency,
         CASE WHEN count(a.entrants) = count(*) THEN sum(a.entrants) END AS entrants,
         CASE WHEN count(a.orders) = count(*) THEN sum(a.orders) END AS orders,
         CASE WHEN count(a.cost) = count(*) THEN sum(a.cost) END AS cost,
         CASE WHEN count(a.gmv) = count(*) THEN sum(a.gmv) END AS gmv
  FROM layer_actual AS a LEFT JOIN plan_of_broadcast AS p ON p.broadcast = a.broadcast
  WHERE a.superseded_by IS NULL AND a.broadcast IN (FROM asked)
  GROUP BY a.broadcast, a.layer, a.currency
),
layer AS (
  SELECT coalesce(h.layer, p.layer) AS layer, coalesce(h.broadcast, p.broadcast) AS broadcast,
         coalesce(h.currency, p.currency) AS currency, p.kind,
         p.layer IS NOT NULL AS is_planned, h.layer IS NOT NULL AS is_counted, p.reason AS why_not_planned,
         p.entrants AS planned_entrants, p.orders AS planned_orders, p.cost AS planned_cost, p.gmv AS planned_gmv,
         h.entrants, h.orders, h.cost, h.gmv
  FROM planned AS p
  FULL JOIN happened AS h ON h.broadcast = p.broadcast AND h.layer = p.layer AND h.currency IS NOT DISTINCT FROM p.currency
),
summed AS (
  SELECT layer, currency, min(kind) AS kind, count(DISTINCT broadcast) AS broadcasts,
         count(*) FILTER (WHERE is_planned) AS planned, count(*) FILTER (WHERE is_counted) AS counted,
         min(why_not_planned) AS why_not_planned,
         sum(planned_entrants) AS planned_entrants, count(planned_entrants) AS with_planned_entrants,
         sum(planned_orders) AS planned_orders, count(planned_orders) AS with_planned_orders,
         sum(planned_cost) AS planned_cost, count(planned_cost) AS with_planned_cost,
         sum(planned_gmv) AS planned_gmv, count(planned_gmv) AS with_planned_gmv,
         sum(entrants) AS entrants, count(entrants) AS with_entrants,
         sum(orders) AS orders, count(orders) AS with_orders,
         sum(cost) AS cost, count(cost) AS with_cost,
         sum(gmv) AS gmv, count(gmv) AS with_gmv
  FROM layer
  GROUP BY layer, currency
),
told AS (
  SELECT layer, currency, kind, broadcasts, planned, counted, why_not_planned,
         CASE WHEN with_planned_entrants = planned THEN planned_entrants END AS planned_entrants,
         CASE WHEN with_planned_orders = planned THEN planned_orders END AS planned_orders,
         CASE WHEN with_planned_cost = planned THEN planned_cost END AS planned_cost,
         CASE WHEN with_planned_gmv = planned THEN planned_gmv END AS planned_gmv,
         CASE WHEN with_entrants = counted THEN entrants END AS entrants,
         CASE WHEN with_orders = counted THEN orders END AS orders,
         CASE WHEN with_cost = counted THEN cost END AS cost,
         CASE WHEN with_gmv = counted THEN gmv END AS gmv
  FROM summed
)
SELECT layer, kind, broadcasts,
       planned_entrants AS "entrants.planned", entrants AS "entrants.actual",
       planned_orders AS "orders.planned", orders AS "orders.actual",
       planned_cost AS "cost.planned", cost AS "cost.actual",
       planned_gmv AS "gmv.planned", gmv AS "gmv.actual",
       CAST(planned_gmv / nullif(planned_cost, 0) AS DECIMAL(18,4)) AS "roi.planned",
       CAST(gmv / nullif(cost, 0) AS DECIMAL(18,4)) AS "roi.actual",
       currency,
       nullif(concat_ws('; ',
         CASE WHEN planned = 0 AND EXISTS (FROM planned) THEN 'not in the plan' END,
         CASE WHEN why_not_planned IS NOT NULL THEN 'plan: ' || why_not_planned END,
         CASE WHEN counted = 0 THEN 'no results of it were imported' END), '') AS reason
FROM told
ORDER BY entrants DESC NULLS LAST, planned_entrants DESC NULLS LAST, layer, currency
