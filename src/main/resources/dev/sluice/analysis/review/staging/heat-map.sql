-- What a broadcast of a weekday and slot (three hours of the day) sells as a rule, by the shop's clock at its start; over
-- the temporary table chosen. By currency, and paid GMV never beside attributed.
-- Rows: by weekday, then slot; when nothing was broadcast has no row.
SELECT lower(dayname(min(c.started_local))) AS weekday, printf('%02d:00-%02d:00', c.slot, c.slot + 3) AS slot,
       count(*) AS broadcasts,
       -- Half a cent between two amounts is rounded, where their own type would cut it off.
       CAST(median(CAST(coalesce(b.paid_gmv, b.attributed_gmv) AS DECIMAL(26,4))) AS DECIMAL(24,2)) AS median_gmv,
       c.currency,
       CASE WHEN b.paid_gmv IS NOT NULL THEN 'paid_gmv' ELSE 'attributed_gmv' END AS gmv_basis
FROM chosen AS c
JOIN broadcast AS b ON b.superseded_by IS NULL AND b.shop = c.shop AND b.broadcast = c.broadcast
WHERE c.part = 1 AND coalesce(b.paid_gmv, b.attributed_gmv) IS NOT NULL
GROUP BY c.currency, gmv_basis, c.weekday, c.slot
ORDER BY c.currency, gmv_basis, c.weekday, c.slot
