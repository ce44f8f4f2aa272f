-- What the baskets that hold one key hold beside it, and how often the other baskets hold that.
-- $1 VARCHAR the key
-- Rows: the most frequent first; then shop and key.
WITH hero AS (
  SELECT shop, basket FROM basket_item WHERE key = CAST($1 AS VARCHAR)
),
shop_total AS (
  SELECT i.shop, count(DISTINCT i.basket) AS baskets,
         (SELECT count(*) FROM hero AS h WHERE h.shop = i.shop) AS hero_baskets
  FROM basket_item AS i GROUP BY i.shop
),
beside AS (
  SELECT i.shop, i.key, min(i.name) AS name, count(*) AS all_baskets,
         count(h.basket) AS baskets,
         sum(i.units) FILTER (WHERE h.basket IS NOT NULL) AS units,
         sum(i.amount) FILTER (WHERE h.basket IS NOT NULL) AS amount
  FROM basket_item AS i LEFT JOIN hero AS h ON h.basket = i.basket
  WHERE i.key <> CAST($1 AS VARCHAR)
  GROUP BY i.shop, i.key
)
SELECT b.shop, b.key, b.name, b.baskets, t.hero_baskets, b.all_baskets - b.baskets AS other_baskets_with,
       t.baskets - t.hero_baskets AS other_baskets,
       CAST(b.units AS BIGINT) AS units, CAST(b.amount AS DECIMAL(24,2)) AS gmv
FROM beside AS b JOIN shop_total AS t ON t.shop = b.shop
WHERE b.baskets > 0
ORDER BY b.baskets DESC, b.shop, b.key
