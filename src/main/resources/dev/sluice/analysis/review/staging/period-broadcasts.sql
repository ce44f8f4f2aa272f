-- The broadcasts of a period one by one; over the temporary table chosen. Sales are those of the room where the broadcast
-- knows them, else those attributed to it: gmv_basis says which.
-- $1 VARCHAR the zone of shops that state none
-- Rows: by start.
SELECT c.broadcast, b.title, c.account, c.host, c.started_at, coalesce(z.zone, CAST($1 AS VARCHAR)) AS zone,
       lower(dayname(c.started_local)) AS weekday, printf('%02d:00-%02d:00', c.slot, c.slot + 3) AS slot,
       CAST(b.duration_seconds / 3600 AS DECIMAL(18,2)) AS hours,
       b.views,
       CASE WHEN b.paid_gmv IS NOT NULL THEN b.orders ELSE b.attributed_orders END AS orders,
       coalesce(b.paid_gmv, b.attributed_gmv) AS gmv,
       CAST(coalesce(b.paid_gmv, b.attributed_gmv) * 3600 / nullif(b.duration_seconds, 0) AS DECIMAL(24,4)) AS gmv_per_hour,
       b.refund_amount / nullif(b.paid_gmv, 0) AS refund_rate,
       b.ad_spend,
       c.currency,
       CASE WHEN b.paid_gmv IS NOT NULL THEN 'paid_gmv' WHEN b.attributed_gmv IS NOT NULL THEN 'attributed_gmv' END AS gmv_basis
FROM chosen AS c
JOIN broadcast AS b ON b.superseded_by IS NULL AND b.shop = c.shop AND b.broadcast = c.broadcast
LEFT JOIN shop AS z ON z.shop = c.shop
WHERE c.part = 1
ORDER BY c.started_at, c.shop, c.broadcast
