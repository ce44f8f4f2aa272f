-- What each source tells of the GMV of a broadcast. A sum of parts is there only where every part tells its own.
-- $1 VARCHAR the broadcast
-- Rows: the platform's own figures first, then sums of minutes, products and sources; those that nobody tells are left out.
WITH
room AS (
  SELECT b.*, coalesce(b.currency, s.currency) AS own_currency
  FROM broadcast AS b LEFT JOIN shop AS s ON s.shop = b.shop
  WHERE b.superseded_by IS NULL AND b.broadcast = $1
),
part AS (
  SELECT 1 AS place, 'minutes' AS told_by, currency, paid_gmv, CAST(NULL AS DECIMAL(24,2)) AS attributed_gmv,
         CAST(NULL AS DECIMAL(24,2)) AS user_paid_amount
  FROM broadcast_minute WHERE superseded_by IS NULL AND broadcast = $1
  UNION ALL
  SELECT 2, 'products', currency, NULL, attributed_gmv, user_paid_amount
  FROM broadcast_product WHERE superseded_by IS NULL AND broadcast = $1
  UNION ALL
  SELECT 3, 'sources', currency, paid_gmv, attributed_gmv, user_paid_amount
  FROM broadcast_source WHERE superseded_by IS NULL AND broadcast = $1
),
part_figure AS (
  FROM part UNPIVOT INCLUDE NULLS (amount FOR figure IN (paid_gmv, attributed_gmv, user_paid_amount))
),
told AS (
  SELECT 0 AS place, 'platform' AS told_by, figure, amount, 1 AS parts, 1 AS known, own_currency AS currency
  FROM (UNPIVOT room ON paid_gmv, attributed_gmv, placed_gmv, confirmed_gmv, user_paid_amount, net_gmv
        INTO NAME figure VALUE amount)
  UNION ALL
  SELECT place, told_by, figure, CASE WHEN count(*) = count(amount) THEN sum(amount) END, count(*), count(amount),
         coalesce(CASE WHEN count(DISTINCT currency) <= 1 THEN min(currency) ELSE 'several' END,
                  (SELECT min(own_currency) FROM room))
  FROM part_figure
  GROUP BY place, told_by, figure
  HAVING count(amount) > 0
)
SELECT told_by, figure, amount, parts, known, currency
FROM told
ORDER BY place,
         list_position(['paid_gmv', 'attributed_gmv', 'placed_gmv', 'confirmed_gmv', 'user_paid_amount', 'net_gmv'], figure),
         amount
