-- The longest stretch of a broadcast's minutes without an order; the earlier one of two that are as long.
-- $1 VARCHAR the broadcast
-- $2 VARCHAR the zone of shops that state none
-- One row, none where the orders by minute are not known or every minute has one.
WITH
known AS (
  SELECT m.minute, m.orders, coalesce(z.zone, CAST($2 AS VARCHAR)) AS zone,
         row_number() OVER (ORDER BY m.minute, m.row_number) AS place
  FROM broadcast_minute AS m LEFT JOIN shop AS z ON z.shop = m.shop
  WHERE m.superseded_by IS NULL AND m.broadcast = $1 AND m.orders IS NOT NULL
),
-- Minutes without an order in a row keep the same distance to their own count.
silent AS (
  SELECT *, place - row_number() OVER (ORDER BY place) AS stretch FROM known WHERE orders = 0
)
SELECT strftime(timezone(any_value(zone), min(minute)), '%H:%M') AS first_clock,
       strftime(timezone(any_value(zone), max(minute) + INTERVAL 1 MINUTE), '%H:%M') AS last_clock,
       count(*) AS minutes
FROM silent
GROUP BY stretch
ORDER BY minutes DESC, min(minute)
LIMIT 1
