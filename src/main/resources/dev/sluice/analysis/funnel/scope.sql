-- Which broadcasts a funnel is about, and which counts they know. One row.
-- $1 VARCHAR     ids of broadcasts, separated by U+001F, or NULL for all
-- $2, $3 VARCHAR first and last day of their starts in the shop's zone, both included; NULL = open
-- $4 VARCHAR     the zone of shops that state none
-- $5 VARCHAR     the broadcast to compare with, or NULL
WITH
asked AS (
  SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))) AS broadcast
),
chosen AS (
  SELECT b.*, z.zone,
         lag(b.broadcast) OVER (PARTITION BY b.shop, b.account ORDER BY b.started_at, b.broadcast) AS previous
  FROM broadcast AS b LEFT JOIN shop AS z ON z.shop = b.shop
  WHERE b.superseded_by IS NULL
  QUALIFY ($1 IS NULL OR b.broadcast IN (SELECT broadcast FROM asked))
      AND CAST(timezone(coalesce(z.zone, $4), b.started_at) AS DATE)
          BETWEEN coalesce(CAST($2 AS DATE), DATE '-infinity') AND coalesce(CAST($3 AS DATE), DATE 'infinity')
)
SELECT count(*) AS broadcasts,
       count(*) FILTER (WHERE coalesce(impressions, views, product_impressions, product_clicks) IS NOT NULL) AS with_pv,
       count(*) FILTER (WHERE coalesce(reach, viewers, product_reach, product_clickers) IS NOT NULL) AS with_uv,
       count(orders) AS orders_in_room,
       count(*) FILTER (WHERE orders IS NULL AND attributed_orders IS NOT NULL) AS orders_attributed,
       count(*) FILTER (WHERE coalesce(orders, attributed_orders) IS NULL AND sku_orders IS NOT NULL) AS orders_of_skus,
       count(*) FILTER (WHERE coalesce(orders, attributed_orders, sku_orders) IS NULL
                          AND attributed_sku_orders IS NOT NULL) AS orders_of_skus_attributed,
       count(*) FILTER (WHERE coalesce(orders, attributed_orders, sku_orders, attributed_sku_orders) IS NULL
                          AND placed_orders IS NOT NULL) AS orders_placed_only,
       count(buyers) AS buyers_in_room,
       count(*) FILTER (WHERE buyers IS NULL AND attributed_buyers IS NOT NULL) AS buyers_attributed,
       count(*) FILTER (WHERE previous IS NULL) AS without_previous,
       coalesce(list(DISTINCT shop ORDER BY shop) FILTER (WHERE zone IS NULL), []) AS shops_without_zone,
       coalesce((SELECT list(a.broadcast ORDER BY a.broadcast) FROM asked AS a
                 WHERE a.broadcast NOT IN (SELECT broadcast FROM broadcast WHERE superseded_by IS NULL)), []) AS unknown,
       $5 IS NULL OR EXISTS (SELECT 1 FROM broadcast WHERE superseded_by IS NULL AND broadcast = $5) AS compared_known
FROM chosen
