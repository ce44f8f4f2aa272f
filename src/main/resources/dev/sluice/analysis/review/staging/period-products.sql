-- What the broadcasts of a period sold, by SKU, beside the period before; of the lines that were sold in them, over the
-- temporary tables sold_line and chosen.
-- Rows: by GMV, most first, a currency after the other.
WITH
sold AS (
  SELECT s.key, s.currency, max(s.name) AS name,
         count(DISTINCT (s.shop, s.broadcast)) FILTER (WHERE c.part = 1) AS broadcasts,
         count(DISTINCT (s.shop, s.order_id)) FILTER (WHERE c.part = 1) AS orders,
         sum(s.quantity) FILTER (WHERE c.part = 1) AS units_sold,
         sum(s.amount) FILTER (WHERE c.part = 1) AS gmv,
         sum(s.amount) FILTER (WHERE c.part = 2) AS previous_gmv
  FROM sold_line AS s JOIN chosen AS c ON c.shop = s.shop AND c.broadcast = s.broadcast
  WHERE s.key IS NOT NULL
  GROUP BY s.key, s.currency
)
SELECT key, name, broadcasts, orders, units_sold, gmv,
       gmv / nullif(sum(gmv) OVER (PARTITION BY currency), 0) AS share_of_gmv,
       previous_gmv, (gmv - previous_gmv) / nullif(previous_gmv, 0) AS change, currency
FROM sold
WHERE broadcasts > 0
ORDER BY currency, gmv DESC NULLS LAST, key
