-- The metrics of each broadcast in force, as sums that can be added up before they are divided; over aired.
-- A row is a broadcast and a metric of the dictionary; a metric is known where all that its formula names is.
--   rule      sum       added up over broadcasts
--             most      the highest of them
--             distinct  people and products, each once: known of one broadcast, never added up
--             ratio     sum of above / sum of below * per; an average is weighted by what it is per
--   of_sales  its orders, units, buyers and GMV are those of the room where all are known, else those attributed to it:
--             never a mixture within one broadcast
--   in_money  what is above stands in a currency
CREATE OR REPLACE TEMP TABLE broadcast_metric AS
WITH
counted AS (
  SELECT b.shop, b.broadcast, b.impressions, b.reach, b.views, b.incentive_views, b.viewers, b.engaged_viewers,
         b.peak_viewers, b.duration_seconds, b.comments, b.likes, b.shares, b.new_followers, b.lost_followers,
         b.new_fan_club_members, b.new_shopping_group_members, b.products_listed, b.products_sold,
         b.product_impressions, b.product_reach, b.product_clicks, b.product_clickers, b.add_to_carts, b.orders,
         b.sku_orders, b.buyers, b.created_sku_orders, b.units, b.attributed_orders, b.attributed_sku_orders,
         b.attributed_units, b.attributed_buyers, b.placed_orders, b.placed_units, b.presale_orders, b.net_orders,
         b.refund_orders, b.refund_buyers, b.refund_1h_orders, b.paid_gmv, b.attributed_gmv, b.indirect_gmv,
         b.placed_gmv, b.confirmed_gmv, b.user_paid_amount, b.net_gmv, b.ad_gmv, b.voucher_gmv, b.presale_amount,
         b.refund_amount, b.refund_1h_amount, b.commission, b.voucher_subsidy, b.vouchers_used, b.ad_spend,
         b.ad_spend_bound, b.ad_spend_on_shop,
         b.watch_seconds_per_view * b.views AS watch_seconds,
         b.watch_seconds_per_viewer * b.viewers AS watch_seconds_of_viewers,
         b.average_viewers * b.duration_seconds AS viewer_seconds,
         b.new_followers - b.lost_followers AS net_new_followers,
         b.comments + b.likes + b.shares + b.new_followers AS interactions
  FROM broadcast AS b
  WHERE b.superseded_by IS NULL
),
counted_alike AS (
  SELECT shop, broadcast, CAST(COLUMNS(* EXCLUDE (shop, broadcast)) AS DECIMAL(38,4)) FROM counted
),
measure AS (
  FROM (UNPIVOT counted_alike ON COLUMNS(* EXCLUDE (shop, broadcast)) INTO NAME name VALUE amount)
),
definition(metric, rule, of_sales, in_money, above, below, per) AS (
  VALUES
    ('impressions', 'sum', FALSE, FALSE, 'impressions', NULL, 1),
    ('reach', 'distinct', FALSE, FALSE, 'reach', NULL, 1),
    ('views', 'sum', FALSE, FALSE, 'views', NULL, 1),
    ('incentive_views', 'sum', FALSE, FALSE, 'incentive_views', NULL, 1),
    ('viewers', 'distinct', FALSE, FALSE, 'viewers', NULL, 1),
    ('engaged_viewers', 'distinct', FALSE, FALSE, 'engaged_viewers', NULL, 1),
    ('peak_viewers', 'most', FALSE, FALSE, 'peak_viewers', NULL, 1),
    ('average_viewers', 'ratio', FALSE, FALSE, 'viewer_seconds', 'duration_seconds', 1),
    ('watch_seconds', 'sum', FALSE, FALSE, 'watch_seconds', NULL, 1),
    ('watch_seconds_per_view', 'ratio', FALSE, FALSE, 'watch_seconds', 'views', 1),
    ('watch_seconds_per_viewer', 'ratio', FALSE, FALSE, 'watch_seconds_of_viewers', 'viewers', 1),
    ('duration_seconds', 'sum', FALSE, FALSE, 'duration_seconds', NULL, 1),
    ('enter_rate', 'ratio', FALSE, FALSE, 'views', 'impressions', 1),
    ('enter_rate_uv', 'ratio', FALSE, FALSE, 'viewers', 'reach', 1),
    ('impressions_per_hour', 'ratio', FALSE, FALSE, 'impressions', 'duration_seconds', 3600),
    ('viewers_per_hour', 'ratio', FALSE, FALSE, 'viewers', 'duration_seconds', 3600),
    ('entry_velocity', 'ratio', FALSE, FALSE, 'views', 'duration_seconds', 60),
    ('engaged_rate', 'ratio', FALSE, FALSE, 'engaged_viewers', 'viewers', 1),
    ('comments', 'sum', FALSE, FALSE, 'comments', NULL, 1),
    ('likes', 'sum', FALSE, FALSE, 'likes', NULL, 1),
    ('shares', 'sum', FALSE, FALSE, 'shares', NULL, 1),
    ('new_followers', 'sum', FALSE, FALSE, 'new_followers', NULL, 1),
    ('lost_followers', 'sum', FALSE, FALSE, 'lost_followers', NULL, 1),
    ('net_new_followers', 'sum', FALSE, FALSE, 'net_new_followers', NULL, 1),
    ('new_fan_club_members', 'sum', FALSE, FALSE, 'new_fan_club_members', NULL, 1),
    ('new_shopping_group_members', 'sum', FALSE, FALSE, 'new_shopping_group_members', NULL, 1),
    ('follow_rate', 'ratio', FALSE, FALSE, 'new_followers', 'viewers', 1),
    ('fan_club_rate', 'ratio', FALSE, FALSE, 'new_fan_club_members', 'viewers', 1),
    ('interaction_rate', 'ratio', FALSE, FALSE, 'interactions', 'views', 1),
    ('comment_rate', 'ratio', FALSE, FALSE, 'comments', 'views', 1),
    ('like_rate', 'ratio', FALSE, FALSE, 'likes', 'views', 1),
    ('share_rate', 'ratio', FALSE, FALSE, 'shares', 'views', 1),
    ('comments_per_minute', 'ratio', FALSE, FALSE, 'comments', 'duration_seconds', 60),
    ('products_listed', 'distinct', FALSE, FALSE, 'products_listed', NULL, 1),
    ('products_sold', 'distinct', FALSE, FALSE, 'products_sold', NULL, 1),
    ('product_impressions', 'sum', FALSE, FALSE, 'product_impressions', NULL, 1),
    ('product_reach', 'distinct', FALSE, FALSE, 'product_reach', NULL, 1),
    ('product_clicks', 'sum', FALSE, FALSE, 'product_clicks', NULL, 1),
    ('product_clickers', 'distinct', FALSE, FALSE, 'product_clickers', NULL, 1),
    ('add_to_carts', 'sum', FALSE, FALSE, 'add_to_carts', NULL, 1),
    ('product_impressions_per_view', 'ratio', FALSE, FALSE, 'product_impressions', 'views', 1),
    ('product_view_rate', 'ratio', FALSE, FALSE, 'product_reach', 'viewers', 1),
    ('product_click_rate', 'ratio', FALSE, FALSE, 'product_clicks', 'product_impressions', 1),
    ('product_click_rate_uv', 'ratio', FALSE, FALSE, 'product_clickers', 'product_reach', 1),
    ('live_ctr', 'ratio', FALSE, FALSE, 'product_clicks', 'views', 1),
    ('live_ctr_uv', 'ratio', FALSE, FALSE, 'product_clickers', 'viewers', 1),
    ('add_to_cart_rate', 'ratio', FALSE, FALSE, 'add_to_carts', 'product_clicks', 1),
    ('ctor', 'ratio', TRUE, FALSE, 'orders', 'product_clicks', 1),
    ('ctor_sku', 'ratio', TRUE, FALSE, 'sku_orders', 'product_clicks', 1),
    ('click_to_pay_rate', 'ratio', TRUE, FALSE, 'buyers', 'product_clickers', 1),
    ('sku_order_rate', 'ratio', TRUE, FALSE, 'sku_orders', 'views', 1),
    ('watch_to_pay_rate', 'ratio', TRUE, FALSE, 'buyers', 'viewers', 1),
    ('watch_to_order_rate', 'ratio', TRUE, FALSE, 'orders', 'views', 1),
    ('order_to_pay_rate', 'ratio', FALSE, FALSE, 'sku_orders', 'created_sku_orders', 1),
    ('exposure_to_pay_rate', 'ratio', TRUE, FALSE, 'buyers', 'reach', 1),
    ('created_sku_orders', 'sum', FALSE, FALSE, 'created_sku_orders', NULL, 1),
    ('orders', 'sum', FALSE, FALSE, 'orders', NULL, 1),
    ('sku_orders', 'sum', FALSE, FALSE, 'sku_orders', NULL, 1),
    ('units', 'sum', FALSE, FALSE, 'units', NULL, 1),
    ('buyers', 'distinct', FALSE, FALSE, 'buyers', NULL, 1),
    ('attributed_orders', 'sum', FALSE, FALSE, 'attributed_orders', NULL, 1),
    ('attributed_sku_orders', 'sum', FALSE, FALSE, 'attributed_sku_orders', NULL, 1),
    ('attributed_units', 'sum', FALSE, FALSE, 'attributed_units', NULL, 1),
    ('attributed_buyers', 'distinct', FALSE, FALSE, 'attributed_buyers', NULL, 1),
    ('placed_orders', 'sum', FALSE, FALSE, 'placed_orders', NULL, 1),
    ('placed_units', 'sum', FALSE, FALSE, 'placed_units', NULL, 1),
    ('presale_orders', 'sum', FALSE, FALSE, 'presale_orders', NULL, 1),
    ('net_orders', 'sum', FALSE, FALSE, 'net_orders', NULL, 1),
    ('refund_orders', 'sum', FALSE, FALSE, 'refund_orders', NULL, 1),
    ('refund_buyers', 'distinct', FALSE, FALSE, 'refund_buyers', NULL, 1),
    ('refund_1h_orders', 'sum', FALSE, FALSE, 'refund_1h_orders', NULL, 1),
    ('paid_gmv', 'sum', FALSE, TRUE, 'paid_gmv', NULL, 1),
    ('attributed_gmv', 'sum', FALSE, TRUE, 'attributed_gmv', NULL, 1),
    ('indirect_gmv', 'sum', FALSE, TRUE, 'indirect_gmv', NULL, 1),
    ('placed_gmv', 'sum', FALSE, TRUE, 'placed_gmv', NULL, 1),
    ('confirmed_gmv', 'sum', FALSE, TRUE, 'confirmed_gmv', NULL, 1),
    ('user_paid_amount', 'sum', FALSE, TRUE, 'user_paid_amount', NULL, 1),
    ('net_gmv', 'sum', FALSE, TRUE, 'net_gmv', NULL, 1),
    ('ad_gmv', 'sum', FALSE, TRUE, 'ad_gmv', NULL, 1),
    ('voucher_gmv', 'sum', FALSE, TRUE, 'voucher_gmv', NULL, 1),
    ('presale_amount', 'sum', FALSE, TRUE, 'presale_amount', NULL, 1),
    ('refund_amount', 'sum', FALSE, TRUE, 'refund_amount', NULL, 1),
    ('refund_1h_amount', 'sum', FALSE, TRUE, 'refund_1h_amount', NULL, 1),
    ('refund_rate', 'ratio', FALSE, TRUE, 'refund_amount', 'paid_gmv', 1),
    ('refund_order_rate', 'ratio', FALSE, FALSE, 'refund_orders', 'orders', 1),
    ('refund_1h_rate', 'ratio', FALSE, TRUE, 'refund_1h_amount', 'paid_gmv', 1),
    ('commission', 'sum', FALSE, TRUE, 'commission', NULL, 1),
    ('voucher_subsidy', 'sum', FALSE, TRUE, 'voucher_subsidy', NULL, 1),
    ('vouchers_used', 'sum', FALSE, FALSE, 'vouchers_used', NULL, 1),
    ('aov', 'ratio', TRUE, TRUE, 'paid_gmv', 'orders', 1),
    ('average_basket', 'ratio', TRUE, TRUE, 'paid_gmv', 'buyers', 1),
    ('average_unit_price', 'ratio', TRUE, TRUE, 'paid_gmv', 'units', 1),
    ('upt', 'ratio', TRUE, FALSE, 'units', 'orders', 1),
    ('show_gpm', 'ratio', TRUE, TRUE, 'paid_gmv', 'impressions', 1000),
    ('watch_gpm', 'ratio', TRUE, TRUE, 'paid_gmv', 'views', 1000),
    ('uv_value', 'ratio', TRUE, TRUE, 'paid_gmv', 'viewers', 1),
    ('gmv_per_hour', 'ratio', TRUE, TRUE, 'paid_gmv', 'duration_seconds', 3600),
    ('gmv_per_minute', 'ratio', TRUE, TRUE, 'paid_gmv', 'duration_seconds', 60),
    ('commission_rate', 'ratio', FALSE, TRUE, 'commission', 'paid_gmv', 1),
    ('ad_spend', 'sum', FALSE, TRUE, 'ad_spend', NULL, 1),
    ('ad_spend_bound', 'sum', FALSE, TRUE, 'ad_spend_bound', NULL, 1),
    ('ad_spend_on_shop', 'sum', FALSE, TRUE, 'ad_spend_on_shop', NULL, 1),
    ('cost_per_follower', 'ratio', FALSE, TRUE, 'ad_spend', 'new_followers', 1),
    ('cost_per_order', 'ratio', FALSE, TRUE, 'ad_spend', 'orders', 1),
    ('cost_per_buyer', 'ratio', FALSE, TRUE, 'ad_spend', 'buyers', 1),
    ('blended_roi', 'ratio', FALSE, TRUE, 'paid_gmv', 'ad_spend', 1),
    ('attributed_roi', 'ratio', FALSE, TRUE, 'ad_gmv', 'ad_spend', 1),
    ('net_roi', 'ratio', FALSE, TRUE, 'net_gmv', 'ad_spend', 1),
    ('ad_cost_share', 'ratio', FALSE, TRUE, 'ad_spend', 'paid_gmv', 1),
    ('ad_gmv_share', 'ratio', FALSE, TRUE, 'ad_gmv', 'paid_gmv', 1)
),
credited(own, credited) AS (
  VALUES ('orders', 'attributed_orders'), ('sku_orders', 'attributed_sku_orders'), ('units', 'attributed_units'),
         ('buyers', 'attributed_buyers'), ('paid_gmv', 'attributed_gmv')
),
sided AS (
  SELECT 'in-room' AS scope, d.* FROM definition AS d
  UNION ALL BY NAME
  SELECT 'attributed' AS scope,
         d.* REPLACE (coalesce(a.credited, d.above) AS above, coalesce(b.credited, d.below) AS below)
  FROM definition AS d
  LEFT JOIN credited AS a ON a.own = d.above
  LEFT JOIN credited AS b ON b.own = d.below
  WHERE d.of_sales
),
stated AS (
  SELECT l.shop, l.broadcast, d.metric, d.rule, d.in_money, above.amount AS above, below.amount AS below, d.per,
         above.amount IS NOT NULL AND (d.rule <> 'ratio' OR below.amount IS NOT NULL) AS known,
         CASE WHEN d.of_sales THEN d.scope END AS scope
  FROM aired AS l CROSS JOIN sided AS d
  LEFT JOIN measure AS above ON above.shop = l.shop AND above.broadcast = l.broadcast AND above.name = d.above
  LEFT JOIN measure AS below ON below.shop = l.shop AND below.broadcast = l.broadcast AND below.name = d.below
)
SELECT shop, broadcast, metric, rule, in_money, above, below, per, known, scope,
       CASE WHEN rule = 'ratio' THEN above / nullif(below, 0) * per ELSE above END AS value
FROM stated
QUALIFY row_number() OVER (PARTITION BY shop, broadcast, metric ORDER BY known DESC, scope = 'in-room' DESC) = 1
