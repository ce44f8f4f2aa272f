-- What a platform says of the chosen broadcasts that cannot be; over the temporary tables chosen and broadcast_metric.
--   more_than   a count above another that it is part of: of people, of orders, of money
--   above_one   a printed share of people or of money above 1
--   minutes, products, sources: what they add up to is not what was counted for the whole. People are not added up, nor
--   are orders over products; sums stand only where every part knows its own.
-- Rows: by start of the broadcast, then by finding and metric.
WITH
room AS (
  SELECT b.* FROM broadcast AS b JOIN chosen AS c ON c.shop = b.shop AND c.broadcast = b.broadcast
  WHERE b.superseded_by IS NULL
),
counted AS (
  SELECT shop, broadcast,
         CAST(COLUMNS(['impressions', 'reach', 'views', 'viewers', 'engaged_viewers', 'peak_viewers', 'comments', 'likes',
                       'shares', 'new_followers', 'new_fan_club_members', 'new_shopping_group_members',
                       'product_impressions', 'product_reach', 'product_clicks', 'product_clickers', 'add_to_carts',
                       'orders', 'sku_orders', 'units', 'buyers', 'attributed_orders', 'attributed_sku_orders',
                       'attributed_units', 'attributed_buyers', 'placed_orders', 'placed_units', 'net_orders',
                       'refund_orders', 'refund_buyers', 'refund_1h_orders', 'paid_gmv', 'attributed_gmv', 'indirect_gmv',
                       'placed_gmv', 'confirmed_gmv', 'user_paid_amount', 'net_gmv', 'refund_amount', 'refund_1h_amount',
                       'ad_spend']) AS DECIMAL(38,8))
  FROM room
),
measure AS (
  FROM (UNPIVOT counted ON COLUMNS(* EXCLUDE (shop, broadcast)) INTO NAME name VALUE amount)
),
-- Each is part of the other, or happens at most once for each of it.
part_of(part, whole) AS (
  VALUES ('reach', 'impressions'), ('viewers', 'views'), ('engaged_viewers', 'viewers'), ('peak_viewers', 'views'),
         ('new_followers', 'views'), ('new_followers', 'viewers'), ('new_fan_club_members', 'viewers'),
         ('new_shopping_group_members', 'viewers'), ('product_reach', 'viewers'),
         ('product_reach', 'product_impressions'), ('product_clickers', 'viewers'),
         ('product_clickers', 'product_reach'), ('product_clickers', 'product_clicks'), ('buyers', 'orders'),
         ('orders', 'sku_orders'), ('sku_orders', 'units'), ('orders', 'units'),
         ('attributed_buyers', 'attributed_orders'), ('attributed_orders', 'attributed_sku_orders'),
         ('attributed_sku_orders', 'attributed_units'), ('attributed_orders', 'attributed_units'),
         ('placed_orders', 'placed_units'), ('orders', 'placed_orders'), ('units', 'placed_units'),
         ('net_orders', 'orders'), ('refund_orders', 'orders'), ('refund_buyers', 'buyers'),
         ('refund_1h_orders', 'refund_orders'), ('paid_gmv', 'attributed_gmv'), ('indirect_gmv', 'attributed_gmv'),
         ('confirmed_gmv', 'placed_gmv'), ('user_paid_amount', 'paid_gmv'), ('net_gmv', 'paid_gmv'),
         ('refund_amount', 'paid_gmv'), ('refund_1h_amount', 'refund_amount')
),
more_than AS (
  SELECT p.shop, p.broadcast, 'more_than' AS finding, p.name AS metric, p.amount AS value, o.whole AS against,
         w.amount AS against_value
  FROM part_of AS o
  JOIN measure AS p ON p.name = o.part
  JOIN measure AS w ON w.name = o.whole AND w.shop = p.shop AND w.broadcast = p.broadcast
  WHERE p.amount > w.amount
),
-- Likes and the like may come several times a view; these cannot.
share(metric) AS (
  VALUES ('enter_rate_uv'), ('engaged_rate'), ('product_view_rate'), ('product_click_rate_uv'), ('live_ctr_uv'),
         ('click_to_pay_rate'), ('watch_to_pay_rate'), ('exposure_to_pay_rate'), ('order_to_pay_rate'), ('follow_rate'),
         ('fan_club_rate'), ('fan_share'), ('buyer_fan_share'), ('voucher_share'), ('refund_rate'),
         ('refund_order_rate'), ('refund_1h_rate'), ('payment_rate')
),
above_one AS (
  SELECT shop, broadcast, 'above_one' AS finding, entry.key AS metric, entry.value AS value, 'one' AS against,
         1 AS against_value
  FROM (SELECT shop, broadcast, unnest(map_entries(reported)) AS entry FROM room)
  WHERE entry.value > 1 AND entry.key IN (FROM share)
),
part AS (
  SELECT 'minutes' AS finding, shop, broadcast, impressions, views, comments, likes, shares, new_followers,
         product_impressions, product_clicks, add_to_carts, orders, sku_orders, units,
         CAST(NULL AS BIGINT) AS attributed_sku_orders, CAST(NULL AS BIGINT) AS attributed_units, paid_gmv,
         CAST(NULL AS DECIMAL(24,2)) AS attributed_gmv, CAST(NULL AS DECIMAL(24,2)) AS user_paid_amount, ad_spend
  FROM broadcast_minute SEMI JOIN chosen USING (shop, broadcast) WHERE superseded_by IS NULL
  UNION ALL BY NAME
  SELECT 'products' AS finding, shop, broadcast, product_impressions, product_clicks, add_to_carts,
         attributed_sku_orders, attributed_units, attributed_gmv, user_paid_amount
  FROM broadcast_product SEMI JOIN chosen USING (shop, broadcast) WHERE superseded_by IS NULL
  UNION ALL BY NAME
  SELECT 'sources' AS finding, shop, broadcast, impressions, views, orders, paid_gmv, attributed_gmv, user_paid_amount,
         ad_spend
  FROM broadcast_source SEMI JOIN chosen USING (shop, broadcast) WHERE superseded_by IS NULL
),
part_alike AS (
  SELECT finding, shop, broadcast, CAST(COLUMNS(* EXCLUDE (finding, shop, broadcast)) AS DECIMAL(38,8)) FROM part
),
part_measure AS (
  FROM part_alike UNPIVOT INCLUDE NULLS (amount FOR name IN (COLUMNS(* EXCLUDE (finding, shop, broadcast))))
),
not_the_sum AS (
  SELECT s.shop, s.broadcast, s.finding, s.name AS metric, s.total AS value, 'broadcast' AS against,
         w.amount AS against_value
  FROM (
    SELECT shop, broadcast, finding, name, sum(amount) AS total
    FROM part_measure GROUP BY shop, broadcast, finding, name HAVING count(amount) = count(*)
  ) AS s
  JOIN measure AS w ON w.shop = s.shop AND w.broadcast = s.broadcast AND w.name = s.name
  WHERE s.total <> w.amount
),
found AS (
  FROM more_than UNION ALL BY NAME FROM above_one UNION ALL BY NAME FROM not_the_sum
)
SELECT f.shop, f.broadcast, f.finding, f.metric, CAST(f.value AS DECIMAL(38,8)) AS value, f.against,
       CAST(f.against_value AS DECIMAL(38,8)) AS against_value, c.currency
FROM found AS f JOIN chosen AS c ON c.shop = f.shop AND c.broadcast = f.broadcast
ORDER BY c.started_at, f.broadcast, c.shop, f.finding, f.metric, f.against
