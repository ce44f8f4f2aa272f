-- What was sold under each host, of the lines that were sold in the broadcast (the temporary table sold_line), and from
-- when to when they sold.
-- $1 VARCHAR the zone of the broadcast
-- Rows: by the first sale.
SELECT host, strftime(timezone(CAST($1 AS VARCHAR), min(created_at)), '%H:%M') AS first_clock,
       strftime(timezone(CAST($1 AS VARCHAR), max(created_at)), '%H:%M') AS last_clock,
       count(DISTINCT (shop, order_id)) AS orders, sum(quantity) AS units,
       CASE WHEN count(DISTINCT currency) = 1 THEN sum(amount) END AS gmv,
       CASE WHEN count(DISTINCT currency) = 1 THEN min(currency) END AS currency
FROM sold_line
WHERE host IS NOT NULL
GROUP BY host
ORDER BY min(created_at), host
