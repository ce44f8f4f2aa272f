-- The groups that the chosen broadcasts make, in their order.
SELECT part,
       CASE WHEN count(*) OVER (PARTITION BY label) > 1 THEN coalesce(owner || '/', '') || label ELSE label END AS "group",
       count(*) AS broadcasts,
       min(started_at) AS first_start,
       max(started_at) AS last_start,
       CASE WHEN count(maturity_days) = count(*) THEN 'D' || min(maturity_days) END AS maturity,
       coalesce(list(DISTINCT shop ORDER BY shop) FILTER (WHERE without_zone), []) AS shops_without_zone
FROM chosen
GROUP BY part, label, owner
ORDER BY part
