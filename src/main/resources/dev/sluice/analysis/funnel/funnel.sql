-- The stages of the platforms' own counts, and the rates between them.
-- $1 VARCHAR     ids of broadcasts, separated by U+001F, or NULL for all
-- $2, $3 VARCHAR first and last day of their starts in the shop's zone, both included; NULL = open
-- $4 VARCHAR     the zone of shops that state none
-- $5 VARCHAR     basis: pv or uv
-- $6 VARCHAR     group: broadcast, platform, account, source, product, host, weekday, slot; NULL = the whole
-- $7 VARCHAR     compare with: previous, a broadcast, or NULL
-- Rows: steps, then rates; groups by time, else by name; steps and rates in their order.
-- Every ratio is a ratio of sums over the parts that know both of its counts.
WITH
aired AS (
  SELECT b.*, timezone(coalesce(z.zone, CAST($4 AS VARCHAR)), b.started_at) AS started_local,
         coalesce(b.currency, z.currency) AS priced_in,
         lag(b.broadcast) OVER (PARTITION BY b.shop, b.account ORDER BY b.started_at, b.broadcast) AS previous
  FROM broadcast AS b LEFT JOIN shop AS z ON z.shop = b.shop
  WHERE b.superseded_by IS NULL
),
-- owner tells apart what bears one name in two shops or on two platforms; place puts groups in order.
chosen AS (
  SELECT a.shop, a.broadcast, a.previous,
         CASE CAST($6 AS VARCHAR)
              WHEN 'broadcast' THEN a.broadcast WHEN 'platform' THEN a.platform
              WHEN 'account' THEN coalesce(a.account, a.shop) WHEN 'host' THEN a.host
              WHEN 'weekday' THEN dayname(a.started_local)
              WHEN 'slot' THEN printf('%02d:00-%02d:00', hour(a.started_local) // 3 * 3, hour(a.started_local) // 3 * 3 + 3)
         END AS label,
         CASE $6 WHEN 'broadcast' THEN a.shop WHEN 'account' THEN a.platform END AS owner,
         CASE $6 WHEN 'broadcast' THEN epoch_ms(a.started_at) WHEN 'weekday' THEN isodow(a.started_local) END AS place
  FROM aired AS a
  WHERE ($1 IS NULL OR a.broadcast IN (SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31)))))
    AND CAST(a.started_local AS DATE)
        BETWEEN coalesce(CAST($2 AS DATE), DATE '-infinity') AND coalesce(CAST($3 AS DATE), DATE 'infinity')
),
-- The broadcasts of the scope, and under the same group those that they are compared with.
side AS (
  SELECT FALSE AS compared, label, owner, place, shop, broadcast FROM chosen
  UNION
  SELECT TRUE, c.label, c.owner, c.place, a.shop, a.broadcast
  FROM chosen AS c
  JOIN aired AS a ON CASE WHEN $7 = 'previous' THEN a.shop = c.shop AND a.broadcast = c.previous
                          ELSE a.broadcast = CAST($7 AS VARCHAR) END
),
-- The three tables that know stages, in one shape.
part AS (
  SELECT s.compared, s.label, s.owner, s.place, 'broadcast' AS facts, a.priced_in AS currency,
         a.impressions AS first_pv, a.reach AS first_uv,
         a.impressions, a.reach, a.views, a.viewers, a.product_impressions, a.product_reach,
         a.product_clicks, a.product_clickers, a.created_sku_orders,
         coalesce(a.orders, a.attributed_orders, a.sku_orders, a.attributed_sku_orders) AS orders,
         coalesce(a.sku_orders, a.attributed_sku_orders) AS sku_orders,
         coalesce(a.buyers, a.attributed_buyers) AS buyers,
         coalesce(a.paid_gmv, a.attributed_gmv) AS gmv,
         -- An order value needs money and orders of the same scope.
         CASE WHEN a.orders IS NOT NULL THEN a.paid_gmv WHEN a.attributed_orders IS NOT NULL THEN a.attributed_gmv END
           AS gmv_of_orders
  FROM side AS s JOIN aired AS a ON a.shop = s.shop AND a.broadcast = s.broadcast
  WHERE $6 IS NULL OR $6 NOT IN ('product', 'source')
  UNION ALL
  SELECT s.compared, p.product, p.shop, NULL, 'product', coalesce(p.currency, z.currency),
         p.product_impressions, p.attributed_buyers,
         NULL, NULL, NULL, NULL, p.product_impressions, NULL, p.product_clicks, NULL, NULL,
         coalesce(p.attributed_orders, p.attributed_sku_orders), NULL, p.attributed_buyers,
         p.attributed_gmv, CASE WHEN p.attributed_orders IS NOT NULL THEN p.attributed_gmv END
  FROM side AS s
  JOIN broadcast_product AS p ON p.shop = s.shop AND p.broadcast = s.broadcast
  LEFT JOIN shop AS z ON z.shop = p.shop
  WHERE $6 = 'product' AND p.superseded_by IS NULL
  UNION ALL
  SELECT s.compared, t.source, NULL, NULL, 'source', coalesce(t.currency, z.currency),
         t.impressions, t.viewers,
         t.impressions, NULL, t.views, t.viewers, NULL, NULL, NULL, NULL, NULL,
         t.orders, NULL, NULL, coalesce(t.paid_gmv, t.attributed_gmv), t.paid_gmv
  FROM side AS s
  JOIN broadcast_source AS t ON t.shop = s.shop AND t.broadcast = s.broadcast
  LEFT JOIN shop AS z ON z.shop = t.shop
  WHERE $6 = 'source' AND t.superseded_by IS NULL
),
-- Created orders are a stage of the groups that know them. They are SKU orders: SKU orders follow.
grouped_part AS (
  SELECT *, bool_or(created_sku_orders IS NOT NULL) OVER (PARTITION BY label, owner, place) AS with_created
  FROM part
),
stage AS (
  SELECT p.compared, p.label, p.owner, p.place, s.position, s.name, s.counted, s.previous,
         CASE WHEN s.name = 'orders' AND p.with_created THEN p.sku_orders ELSE s.counted END AS follows,
         CASE WHEN s.basis = 'pv' THEN p.first_pv ELSE p.first_uv END AS first
  FROM grouped_part AS p, LATERAL (VALUES
    ('pv', 'broadcast', 1, 'impressions', p.impressions, NULL),
    ('pv', 'broadcast', 2, 'views', p.views, p.impressions),
    ('pv', 'broadcast', 3, 'product_impressions', p.product_impressions, p.views),
    ('pv', 'broadcast', 4, 'product_clicks', p.product_clicks, p.product_impressions),
    ('pv', 'broadcast', 5, 'created_sku_orders', p.created_sku_orders, p.product_clicks),
    ('pv', 'broadcast', 6, 'orders', p.orders, CASE WHEN p.with_created THEN p.created_sku_orders ELSE p.product_clicks END),
    ('uv', 'broadcast', 1, 'reach', p.reach, NULL),
    ('uv', 'broadcast', 2, 'viewers', p.viewers, p.reach),
    ('uv', 'broadcast', 3, 'product_reach', p.product_reach, p.viewers),
    ('uv', 'broadcast', 4, 'product_clickers', p.product_clickers, p.product_reach),
    ('uv', 'broadcast', 5, 'buyers', p.buyers, p.product_clickers),
    ('pv', 'product', 1, 'product_impressions', p.product_impressions, NULL),
    ('pv', 'product', 2, 'product_clicks', p.product_clicks, p.product_impressions),
    ('pv', 'product', 3, 'orders', p.orders, p.product_clicks),
    ('uv', 'product', 1, 'buyers', p.buyers, NULL),
    ('pv', 'source', 1, 'impressions', p.impressions, NULL),
    ('pv', 'source', 2, 'views', p.views, p.impressions),
    ('pv', 'source', 3, 'orders', p.orders, p.views),
    ('uv', 'source', 1, 'viewers', p.viewers, NULL)
  ) AS s(basis, facts, position, name, counted, previous)
  WHERE s.basis = $5 AND s.facts = p.facts AND (s.name <> 'created_sku_orders' OR p.with_created)
),
step AS (
  SELECT label, owner, place, position, name,
         count(*) FILTER (WHERE NOT compared) AS parts,
         count(counted) FILTER (WHERE NOT compared) AS known,
         sum(counted) FILTER (WHERE NOT compared) AS counted,
         sum(counted) FILTER (WHERE NOT compared AND first IS NOT NULL) AS of_first,
         sum(first) FILTER (WHERE NOT compared AND counted IS NOT NULL) AS first,
         sum(follows) FILTER (WHERE NOT compared AND previous IS NOT NULL) AS went_on,
         sum(previous) FILTER (WHERE NOT compared AND follows IS NOT NULL) AS came,
         sum(counted) FILTER (WHERE compared) AS compared_count,
         sum(follows) FILTER (WHERE compared AND previous IS NOT NULL) AS compared_went_on,
         sum(previous) FILTER (WHERE compared AND follows IS NOT NULL) AS compared_came
  FROM stage
  GROUP BY label, owner, place, position, name
  HAVING count(*) FILTER (WHERE NOT compared) > 0
),
rate AS (
  SELECT p.label, p.owner, p.place, r.position, r.name, r.money,
         count(*) AS parts,
         count(*) FILTER (WHERE r.above IS NOT NULL AND r.below IS NOT NULL) AS known,
         sum(r.above) FILTER (WHERE r.below IS NOT NULL) * any_value(r.per)
           / nullif(sum(r.below) FILTER (WHERE r.above IS NOT NULL), 0) AS value,
         min(p.currency) FILTER (WHERE r.above IS NOT NULL AND r.below IS NOT NULL) AS currency,
         min(p.currency) FILTER (WHERE r.above IS NOT NULL AND r.below IS NOT NULL)
           <> max(p.currency) FILTER (WHERE r.above IS NOT NULL AND r.below IS NOT NULL) AS several_currencies
  FROM grouped_part AS p, LATERAL (VALUES
    ('pv', 'broadcast source', 1, 'enter_rate', p.views, p.impressions, 1, FALSE),
    ('pv', 'broadcast', 2, 'live_ctr', p.product_clicks, p.views, 1, FALSE),
    ('pv', 'broadcast product', 3, 'product_click_rate', p.product_clicks, p.product_impressions, 1, FALSE),
    ('pv', 'broadcast product', 4, 'ctor', p.orders, p.product_clicks, 1, FALSE),
    ('pv', 'broadcast source', 5, 'watch_to_order_rate', p.orders, p.views, 1, FALSE),
    ('uv', 'broadcast', 1, 'enter_rate_uv', p.viewers, p.reach, 1, FALSE),
    ('uv', 'broadcast', 2, 'live_ctr_uv', p.product_clickers, p.viewers, 1, FALSE),
    ('uv', 'broadcast', 3, 'product_click_rate_uv', p.product_clickers, p.product_reach, 1, FALSE),
    ('uv', 'broadcast', 4, 'click_to_pay_rate', p.buyers, p.product_clickers, 1, FALSE),
    ('uv', 'broadcast', 5, 'watch_to_pay_rate', p.buyers, p.viewers, 1, FALSE),
    ($5, 'broadcast source', 6, 'show_gpm', p.gmv, p.impressions, 1000, TRUE),
    ($5, 'broadcast source', 7, 'watch_gpm', p.gmv, p.views, 1000, TRUE),
    ($5, 'broadcast source', 8, 'uv_value', p.gmv, p.viewers, 1, TRUE),
    ($5, 'broadcast product source', 9, 'aov', p.gmv_of_orders, p.orders, 1, TRUE)
  ) AS r(basis, facts, position, name, above, below, per, money)
  WHERE NOT p.compared AND r.basis = $5 AND contains(r.facts, p.facts)
  GROUP BY p.label, p.owner, p.place, r.position, r.name, r.money
),
answer AS (
  SELECT 'step' AS kind, label, owner, place, position, name, parts, known,
         counted AS count,
         of_first / nullif(first, 0) AS rate_from_first,
         went_on / nullif(came, 0) AS rate_from_previous,
         -- Wilson's interval, of people only.
         CASE WHEN $5 = 'uv' AND came > 0 AND went_on <= came THEN [
           greatest(0, (went_on + 1.920729410347062) / (came + 3.841458820694124)
             - 1.959963984540054 / (came + 3.841458820694124)
               * sqrt(went_on * (came - went_on) / CAST(came AS DOUBLE) + 0.960364705173531)),
           least(1, (went_on + 1.920729410347062) / (came + 3.841458820694124)
             + 1.959963984540054 / (came + 3.841458820694124)
               * sqrt(went_on * (came - went_on) / CAST(came AS DOUBLE) + 0.960364705173531))] END AS ci95,
         lead(CASE WHEN went_on <= came THEN came - went_on END)
           OVER (PARTITION BY label, owner, place ORDER BY position) AS dropped,
         compared_count AS previous_count,
         compared_went_on / nullif(compared_came, 0) AS previous_rate,
         (counted - compared_count) / nullif(compared_count, 0) AS change,
         NULL AS amount, NULL AS currency, NULL AS reason
  FROM step
  UNION ALL
  SELECT 'rate', label, owner, place, position, name, parts, known,
         NULL, NULL, CASE WHEN NOT money THEN value END, NULL, NULL, NULL, NULL, NULL,
         CASE WHEN money AND NOT coalesce(several_currencies, FALSE) THEN CAST(value AS DECIMAL(24,4)) END,
         CASE WHEN money AND NOT coalesce(several_currencies, FALSE) THEN currency END,
         CASE WHEN known = 0 THEN 'not known' WHEN money AND several_currencies THEN 'several currencies'
              WHEN value IS NULL THEN 'nothing to divide by' END
  FROM rate
)
SELECT kind,
       CASE WHEN count(*) OVER (PARTITION BY kind, label, position) > 1 THEN coalesce(owner || '/', '') || label
            ELSE label END AS "group",
       parts,
       row_number() OVER (PARTITION BY kind, label, owner, place ORDER BY position) AS step,
       name, known, CAST(count AS BIGINT) AS count, rate_from_first, rate_from_previous, ci95,
       CAST(dropped AS BIGINT) AS dropped,
       CAST(previous_count AS BIGINT) AS previous_count, previous_rate, change, amount, currency, reason
FROM answer
ORDER BY kind DESC, place, label, owner, position
