-- What each layer brought to each broadcast that is over.
-- $1 TIMESTAMPTZ the present
-- $2 VARCHAR     the account, or NULL for all
-- Rows: by start, broadcast and layer.
WITH
over AS (
  SELECT broadcast, min(account) AS account, min(started_at) AS started_at
  FROM broadcast
  WHERE superseded_by IS NULL
    AND coalesce(ended_at, started_at + to_seconds(duration_seconds), started_at) <= CAST($1 AS TIMESTAMPTZ)
    AND ($2 IS NULL OR account = $2)
  GROUP BY broadcast
),
-- A layer is of the kind that the plan of the account frozen last says.
kinds AS (
  SELECT l.layer, max_by(l.kind, p.saved_at) AS kind
  FROM plan_layer AS l JOIN plan AS p ON p.plan = l.plan AND p.version = l.version
  WHERE $2 IS NULL OR p.account = $2
  GROUP BY l.layer
)
-- Of a layer that two plans state for one broadcast, a count is known if both state it.
SELECT o.broadcast, o.started_at, o.account, a.layer, k.kind, max(a.currency) AS currency,
       count(DISTINCT a.currency) > 1 AS several_currencies,
       CASE WHEN count(a.cost) = count(*) THEN sum(a.cost) END AS cost,
       CASE WHEN count(a.reach) = count(*) THEN sum(a.reach) END AS reach,
       CASE WHEN count(a.clicks) = count(*) THEN sum(a.clicks) END AS clicks,
       CASE WHEN count(a.reservations) = count(*) THEN sum(a.reservations) END AS reservations,
       CASE WHEN count(a.entrants) = count(*) THEN sum(a.entrants) END AS entrants,
       CASE WHEN count(a.orders) = count(*) THEN sum(a.orders) END AS orders,
       CASE WHEN count(a.gmv) = count(*) THEN sum(a.gmv) END AS gmv
FROM layer_actual AS a
JOIN over AS o ON o.broadcast = a.broadcast
LEFT JOIN kinds AS k ON k.layer = a.layer
WHERE a.superseded_by IS NULL
GROUP BY o.broadcast, o.started_at, o.account, a.layer, k.kind
ORDER BY o.started_at, o.broadcast, a.layer
