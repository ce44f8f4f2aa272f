-- How long refunds of a period's orders could come in, by the freshest export of each shop's orders: the largest of 0, 1,
-- 7, 14 and 30 days that every order sold in its broadcasts has reached; over the temporary tables sold_line and chosen.
-- $1 VARCHAR the zone of shops that state none
-- One row.
WITH
last_sale AS (
  SELECT s.shop, max(s.created_at) AS at
  FROM sold_line AS s JOIN chosen AS c ON c.shop = s.shop AND c.broadcast = s.broadcast
  WHERE c.part = 1
  GROUP BY s.shop
),
exported AS (
  SELECT shop, max(as_of) AS at FROM order_line WHERE superseded_by IS NULL GROUP BY shop
),
waited AS (
  SELECT date_diff('day', CAST(timezone(coalesce(z.zone, CAST($1 AS VARCHAR)), s.at) AS DATE),
                          CAST(timezone(coalesce(z.zone, CAST($1 AS VARCHAR)), e.at) AS DATE)) AS days
  FROM last_sale AS s JOIN exported AS e ON e.shop = s.shop LEFT JOIN shop AS z ON z.shop = s.shop
)
SELECT CASE WHEN count(*) > count(days) THEN 0 WHEN min(days) >= 30 THEN 30 WHEN min(days) >= 14 THEN 14
            WHEN min(days) >= 7 THEN 7 WHEN min(days) >= 1 THEN 1 ELSE 0 END AS days
FROM waited
