-- What the plan of a broadcast expects of its layers together; over the temporary table plan_of_broadcast. A sum of which
-- a layer is not told is not told. People who come by two layers count twice in it.
-- $1 VARCHAR the broadcast
-- Rows: one, none for a broadcast without a plan.
SELECT b.plan, b.version, b.currency,
       CASE WHEN count(l.entrants) = count(*) THEN sum(l.entrants) END AS entrants,
       CASE WHEN count(l.orders) = count(*) THEN sum(l.orders) END AS orders,
       CASE WHEN count(l.gmv) = count(*) THEN sum(l.gmv) END AS gmv,
       CASE WHEN count(l.cost) = count(*) THEN sum(l.cost) END AS cost
FROM plan_of_broadcast AS b JOIN plan_layer AS l ON l.plan = b.plan AND l.version = b.version
WHERE b.broadcast = $1
GROUP BY b.plan, b.version, b.currency
ORDER BY b.plan
