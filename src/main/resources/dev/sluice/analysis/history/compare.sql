-- A frozen plan against what happened, layer by layer; then what no layer accounts for, then the broadcast, so that
-- the layers and the unattributed add up to the broadcast.
-- $1 VARCHAR the plan, $2 INTEGER its version, $3 VARCHAR the broadcast
-- Rows: the layers of the plan in its order, layers that it did not plan, (unattributed), (broadcast).
WITH
frozen AS (
  SELECT p.currency, l.*
  FROM plan AS p JOIN plan_layer AS l ON l.plan = p.plan AND l.version = p.version
  WHERE p.plan = $1 AND p.version = $2
),
-- The broadcast's own counts: people, orders in the room else attributed to it, paid GMV else attributed.
whole AS (
  SELECT count(*) > 0 AS known, max(viewers) AS entrants,
         coalesce(max(orders), max(attributed_orders)) AS orders,
         coalesce(max(paid_gmv), max(attributed_gmv)) AS gmv,
         max(b.currency) AS currency,
         CASE WHEN max(orders) IS NOT NULL THEN 'orders'
              WHEN max(attributed_orders) IS NOT NULL THEN 'attributed_orders' END AS orders_basis,
         CASE WHEN max(paid_gmv) IS NOT NULL THEN 'paid_gmv'
              WHEN max(attributed_gmv) IS NOT NULL THEN 'attributed_gmv' END AS gmv_basis
  FROM broadcast AS b
  WHERE superseded_by IS NULL AND broadcast = $3
),
-- Money in another currency than the plan's is not known in the plan's.
happened AS (
  SELECT a.layer, a.reach, a.clicks, a.reservations, a.entrants, a.orders,
         CASE WHEN same THEN a.cost END AS cost,
         CASE WHEN same THEN a.gmv END AS gmv,
         CASE WHEN NOT same THEN a.currency END AS other_currency
  FROM (SELECT *,
               coalesce(currency = (SELECT max(currency) FROM frozen), true) AS same
        FROM layer_actual
        WHERE superseded_by IS NULL AND plan = $1 AND broadcast = $3) AS a
),
layers AS (
  SELECT coalesce(f.layer, h.layer) AS layer, f.position, f.kind,
         f.cost AS planned_cost, f.reservations AS planned_reservations, f.entrants AS planned_entrants,
         f.orders AS planned_orders, f.gmv AS planned_gmv,
         h.cost, h.reservations, h.entrants, h.orders, h.gmv,
         nullif(concat_ws('; ',
           CASE WHEN f.layer IS NULL THEN 'not in the plan' END,
           CASE WHEN f.reason IS NOT NULL THEN 'plan: ' || f.reason END,
           CASE WHEN h.layer IS NULL THEN 'no results of it were imported' END,
           CASE WHEN h.layer IS NOT NULL AND h.entrants IS NULL THEN 'entrants were not counted' END,
           CASE WHEN h.layer IS NOT NULL AND h.orders IS NULL THEN 'orders were not counted' END,
           CASE WHEN h.other_currency IS NOT NULL THEN 'its money is in ' || h.other_currency END), '') AS reason
  FROM frozen AS f FULL JOIN happened AS h ON h.layer = f.layer
),
summed AS (
  SELECT sum(planned_cost) AS planned_cost, sum(planned_reservations) AS planned_reservations,
         sum(planned_entrants) AS planned_entrants, sum(planned_orders) AS planned_orders,
         sum(planned_gmv) AS planned_gmv,
         sum(cost) AS cost, sum(reservations) AS reservations, sum(entrants) AS entrants, sum(orders) AS orders,
         sum(gmv) AS gmv,
         count(*) AS layers, count(entrants) AS with_entrants, count(orders) AS with_orders, count(gmv) AS with_gmv,
         (SELECT count(*) FROM happened) AS results
  FROM layers
),
total AS (
  SELECT s.*, w.entrants AS whole_entrants, w.orders AS whole_orders,
         CASE WHEN coalesce(w.currency = (SELECT max(currency) FROM frozen), true) THEN w.gmv END AS whole_gmv,
         w.currency AS whole_currency, w.orders_basis, w.gmv_basis, w.known
  FROM summed AS s CROSS JOIN whole AS w
),
lines AS (
  SELECT 1 AS part, position, layer, kind, planned_cost, planned_reservations, planned_entrants, planned_orders,
         planned_gmv, cost, reservations, entrants, orders, gmv, reason
  FROM layers
  UNION ALL
  SELECT 2, NULL, '(unattributed)', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         whole_entrants - coalesce(entrants, 0), whole_orders - coalesce(orders, 0), whole_gmv - coalesce(gmv, 0),
         CASE WHEN NOT known THEN 'the broadcast is not in the workspace'
              ELSE nullif(concat_ws('; ',
                CASE WHEN whole_entrants IS NULL THEN 'the broadcast''s viewers are not known' END,
                CASE WHEN whole_orders IS NULL THEN 'the broadcast''s orders are not known' END,
                CASE WHEN whole_gmv IS NULL THEN 'the broadcast''s GMV is not known' END), '') END
  FROM total
  UNION ALL
  SELECT 3, NULL, '(broadcast)', NULL, planned_cost, planned_reservations, planned_entrants, planned_orders, planned_gmv,
         cost, reservations, whole_entrants, whole_orders, whole_gmv, NULL
  FROM total
)
SELECT l.part, l.layer, l.kind,
       l.planned_reservations AS "reservations.planned", l.reservations AS "reservations.actual",
       CAST(CASE WHEN l.part = 1 THEN l.planned_entrants / NULLIF(l.planned_reservations, 0) END AS DECIMAL(18,6))
         AS "show_up_rate.planned",
       CAST(CASE WHEN l.part = 1 THEN l.entrants / NULLIF(l.reservations, 0) END AS DECIMAL(18,6))
         AS "show_up_rate.actual",
       l.planned_entrants AS "entrants.planned", l.entrants AS "entrants.actual",
       l.planned_orders AS "orders.planned", l.orders AS "orders.actual",
       l.planned_cost AS "cost.planned", l.cost AS "cost.actual",
       CAST(CASE WHEN l.planned_cost > 0 THEN l.planned_cost / NULLIF(l.planned_entrants, 0) END AS DECIMAL(24,4))
         AS "cost_per_entrant.planned",
       CAST(CASE WHEN l.cost > 0 THEN l.cost / NULLIF(l.entrants, 0) END AS DECIMAL(24,4))
         AS "cost_per_entrant.actual",
       l.planned_gmv AS "gmv.planned", l.gmv AS "gmv.actual",
       coalesce((SELECT max(currency) FROM frozen), t.whole_currency) AS currency,
       l.reason,
       t.orders_basis, t.gmv_basis, t.layers, t.with_entrants, t.with_orders, t.with_gmv, t.results, t.known
FROM lines AS l CROSS JOIN total AS t
ORDER BY l.part, l.position NULLS LAST, l.layer
