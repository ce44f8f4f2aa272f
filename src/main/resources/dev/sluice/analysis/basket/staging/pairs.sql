-- What goes together: the pairs of keys in at least so many baskets.
-- support = both / all; confidence = both / those with the first; lift = both · all / (first · second).
-- The interval of the lift is that of its logarithm by the delta method on one multinomial draw of all baskets:
-- var(ln lift) = 1/both − 1/first − 1/second + (2·lift − 1)/all.
-- $1 BIGINT the least baskets that hold both
-- Rows: the surest first, by the lower end of the lift; then shop and keys.
WITH held AS (
  SELECT shop, key, min(name) AS name, count(*) AS baskets FROM basket_item GROUP BY shop, key
),
shop_total AS (
  SELECT shop, count(DISTINCT basket) AS baskets FROM basket_item GROUP BY shop
),
-- A key that is not in enough baskets is in no pair that is.
content AS (
  SELECT i.shop, i.basket, list(i.key) AS keys
  FROM basket_item AS i JOIN held AS h ON h.shop = i.shop AND h.key = i.key
  WHERE h.baskets >= CAST($1 AS BIGINT)
  GROUP BY i.shop, i.basket HAVING count(*) > 1
),
first_key AS (SELECT shop, basket, keys, unnest(keys) AS a FROM content),
both_keys AS (SELECT shop, basket, a, unnest(keys) AS b FROM first_key),
together AS (
  SELECT shop, a, b, count(*) AS baskets FROM both_keys WHERE a < b
  GROUP BY shop, a, b HAVING count(*) >= CAST($1 AS BIGINT)
),
measured AS (
  SELECT t.shop, t.a, ha.name AS a_name, t.b, hb.name AS b_name, t.baskets,
         ha.baskets AS a_baskets, hb.baskets AS b_baskets, s.baskets AS all_baskets,
         CAST(t.baskets AS DOUBLE) * s.baskets / nullif(CAST(ha.baskets AS DOUBLE) * hb.baskets, 0) AS lift
  FROM together AS t
  JOIN held AS ha ON ha.shop = t.shop AND ha.key = t.a
  JOIN held AS hb ON hb.shop = t.shop AND hb.key = t.b
  JOIN shop_total AS s ON s.shop = t.shop
),
bounded AS (
  SELECT *,
         1.959963984540054 * sqrt(greatest(0, 1.0 / nullif(baskets, 0) - 1.0 / nullif(a_baskets, 0)
           - 1.0 / nullif(b_baskets, 0) + (2 * lift - 1) / nullif(all_baskets, 0))) AS reach
  FROM measured
)
SELECT shop, a, a_name, b, b_name, baskets, a_baskets, b_baskets, all_baskets,
       CAST(baskets AS DECIMAL(18,6)) / nullif(all_baskets, 0) AS support,
       CAST(lift AS DECIMAL(18,6)) AS lift,
       CAST(lift * exp(-reach) AS DECIMAL(18,6)) AS lift_low,
       CAST(lift * exp(reach) AS DECIMAL(18,6)) AS lift_high
FROM bounded
ORDER BY bounded.lift * exp(-reach) DESC, bounded.baskets DESC, bounded.shop, bounded.a, bounded.b
