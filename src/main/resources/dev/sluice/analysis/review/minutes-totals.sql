-- What the minutes of a broadcast add up to beside what its platform counted for the whole. One row; a sum is there
-- only where every minute knows its part.
-- $1 VARCHAR the broadcast
WITH
minute AS (
  SELECT orders, paid_gmv FROM broadcast_minute WHERE superseded_by IS NULL AND broadcast = $1
),
whole AS (
  SELECT orders, paid_gmv FROM broadcast WHERE superseded_by IS NULL AND broadcast = $1
)
SELECT CASE WHEN count(*) = count(orders) THEN CAST(sum(orders) AS DECIMAL(24,0)) END AS minutes_orders,
       (SELECT CAST(any_value(orders) AS DECIMAL(24,0)) FROM whole) AS told_orders,
       CASE WHEN count(*) = count(paid_gmv) THEN sum(paid_gmv) END AS minutes_gmv,
       (SELECT any_value(paid_gmv) FROM whole) AS told_gmv
FROM minute
ORDER BY minutes_orders
