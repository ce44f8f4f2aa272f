-- The metrics of each broadcast in force, as sums that can be added up before they are divided; over aired and
-- metric_definition. A row is a broadcast and a metric; it is known where all that its formula names is.
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
credited(own, credited) AS (
  VALUES ('orders', 'attributed_orders'), ('sku_orders', 'attributed_sku_orders'), ('units', 'attributed_units'),
         ('buyers', 'attributed_buyers'), ('paid_gmv', 'attributed_gmv')
),
sided AS (
  SELECT 'in-room' AS scope, d.* FROM metric_definition AS d
  UNION ALL BY NAME
  SELECT 'attributed' AS scope,
         d.* REPLACE (coalesce(a.credited, d.above) AS above, coalesce(b.credited, d.below) AS below)
  FROM metric_definition AS d
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
