-- What was sold under each host, of the lines that were sold in the broadcast (the temporary table sold_line).
-- Rows: by GMV, most first.
SELECT coalesce(l.host, '') AS host, count(DISTINCT s.order_id) AS orders, sum(s.quantity) AS units,
       CASE WHEN count(DISTINCT s.currency) = 1 THEN sum(s.amount) END AS gmv,
       CASE WHEN count(DISTINCT s.currency) = 1 THEN min(s.currency) END AS currency
FROM sold_line AS s
JOIN order_line AS l ON l.superseded_by IS NULL AND l.shop = s.shop AND l.order_id = s.order_id AND l.line_id = s.line_id
WHERE l.host IS NOT NULL
GROUP BY l.host
ORDER BY gmv DESC NULLS LAST, host
