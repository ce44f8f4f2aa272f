-- What the two periods are made of; over the temporary table chosen.
-- Rows: the period, and the one before it where it has a broadcast.
SELECT part, count(*) AS broadcasts, list(broadcast ORDER BY started_at, broadcast) AS ids,
       CASE WHEN count(maturity_days) = count(*) THEN 'D' || min(maturity_days) END AS maturity,
       coalesce(list(DISTINCT shop ORDER BY shop) FILTER (WHERE without_zone), []) AS shops_without_zone
FROM chosen
GROUP BY part
ORDER BY part
