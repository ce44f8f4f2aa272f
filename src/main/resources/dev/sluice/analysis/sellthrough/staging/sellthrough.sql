-- What was sold of what there was to sell: a row a key, and one for the whole.
-- $1 VARCHAR     the broadcast, or NULL for a period
-- $2, $3 VARCHAR first and last day of the period in the shop's zone, both included; NULL = open
-- $4 VARCHAR     the zone of shops that state none
-- $5 VARCHAR     the keys, as in article
-- $6 VARCHAR     the base: allocated, received, opening, opening+received, sold+on-hand
-- $7 INTEGER     maturity in days, or NULL for the largest of 0, 1, 7, 14, 30 that the scope has reached
-- $8 TIMESTAMPTZ the present: levels stated for later are not on hand
-- Rows: the whole last; GMV from high to low, then shop and key.
-- Each measure reads only its own few columns of the lines, which costs less than one pass that carries all of them.
WITH
shop_zone AS (
  SELECT shop, currency, coalesce(zone, $4) AS zone FROM shop
),
live AS (
  SELECT b.shop, b.broadcast, b.account, b.account_name, z.zone, b.started_at,
         coalesce(b.ended_at, b.started_at + to_seconds(b.duration_seconds)) AS ended_at
  FROM broadcast AS b JOIN shop_zone AS z ON z.shop = b.shop
  WHERE b.superseded_by IS NULL
    AND CASE WHEN $1 IS NOT NULL THEN b.broadcast = $1
             ELSE CAST(timezone(z.zone, b.started_at) AS DATE)
                  BETWEEN coalesce(CAST($2 AS DATE), DATE '-infinity') AND coalesce(CAST($3 AS DATE), DATE 'infinity')
        END
),
-- The scope of each shop as instants, until_at excluded, and its calendar days, NULL where open.
span AS (
  SELECT shop, started_at AS start_at,
         coalesce(ended_at, TIMESTAMPTZ 'infinity') AS end_at,
         coalesce(ended_at + INTERVAL 1 MICROSECOND, TIMESTAMPTZ 'infinity') AS until_at,
         CAST(timezone(zone, started_at) AS DATE) AS first_day,
         CAST(timezone(zone, coalesce(ended_at, started_at)) AS DATE) AS last_day
  FROM live WHERE $1 IS NOT NULL
  UNION ALL
  SELECT shop,
         coalesce(timezone(zone, CAST(CAST($2 AS DATE) AS TIMESTAMP)), TIMESTAMPTZ '-infinity'),
         coalesce(timezone(zone, CAST($3 AS DATE) + INTERVAL 1 DAY), TIMESTAMPTZ 'infinity'),
         coalesce(timezone(zone, CAST($3 AS DATE) + INTERVAL 1 DAY), TIMESTAMPTZ 'infinity'),
         CAST($2 AS DATE), CAST($3 AS DATE)
  FROM shop_zone WHERE $1 IS NULL
),

-- Stock, by place first: a level is the last word of each place.
level AS (
  SELECT s.shop, s.sku, s.location, s.ts, s.on_hand, s.received, p.start_at, p.end_at, p.until_at,
         row(s.ts, s.file_id, s.row_number) AS position,
         max(CASE WHEN s.on_hand IS NOT NULL AND s.ts <= p.start_at THEN s.ts END)
           OVER (PARTITION BY s.shop, s.sku, s.location) AS counted_at
  FROM stock AS s JOIN span AS p ON p.shop = s.shop
  WHERE s.superseded_by IS NULL
),
place AS (
  SELECT shop, sku, location,
         arg_max(on_hand, position) FILTER (WHERE on_hand IS NOT NULL AND ts <= start_at) AS opening,
         arg_min(on_hand, position) FILTER (WHERE on_hand IS NOT NULL AND ts >= end_at) AS after_end,
         arg_max(on_hand, position) FILTER (WHERE on_hand IS NOT NULL AND ts < end_at) AS before_end,
         arg_max(on_hand, position) FILTER (WHERE on_hand IS NOT NULL AND ts <= CAST($8 AS TIMESTAMPTZ)) AS on_hand,
         max(end_at) < TIMESTAMPTZ 'infinity' AS ends,
         sum(received) FILTER (WHERE ts >= start_at AND ts < until_at) AS received_within,
         sum(received) FILTER (WHERE (counted_at IS NULL OR ts > counted_at) AND ts < until_at) AS received_since_count
  FROM level GROUP BY shop, sku, location
),
-- A shop whose stock rows state receipts says of a SKU without any: none came.
receiving AS (
  SELECT DISTINCT shop FROM stock WHERE superseded_by IS NULL AND received IS NOT NULL
),
stocked AS (
  SELECT p.shop, p.sku,
         sum(p.opening) AS opening,
         sum(coalesce(p.after_end, p.before_end)) AS closing,
         bool_or(p.ends AND p.after_end IS NULL AND p.before_end IS NOT NULL) AS counted_early,
         sum(p.on_hand) AS on_hand,
         coalesce(sum(p.received_within), CASE WHEN max(r.shop) IS NOT NULL THEN 0 END) AS received_within,
         coalesce(sum(p.received_since_count), CASE WHEN max(r.shop) IS NOT NULL THEN 0 END) AS received_since_count
  FROM place AS p LEFT JOIN receiving AS r ON r.shop = p.shop
  GROUP BY p.shop, p.sku
),
allocation AS (
  SELECT shop, sku, sum(allocated) AS allocated
  FROM (
    SELECT s.shop, s.sku, s.location, s.broadcast,
           arg_max(s.allocated, row(s.ts, s.file_id, s.row_number)) AS allocated
    FROM stock AS s
    JOIN (SELECT broadcast, min(started_at) AS started_at FROM live GROUP BY broadcast) AS v
      ON v.broadcast = s.broadcast
    WHERE s.superseded_by IS NULL AND s.allocated IS NOT NULL AND s.ts <= v.started_at
    GROUP BY s.shop, s.sku, s.location, s.broadcast
  )
  GROUP BY shop, sku
),

-- What is known of each SKU beside its sales.
offered AS MATERIALIZED (
  SELECT a.article, a.shop, a.sku, a.name, a.key, coalesce(a.currency, z.currency) AS currency,
         o.allocated, s.opening, s.closing, s.counted_early, s.on_hand, s.received_since_count,
         CASE WHEN $1 IS NULL THEN s.received_within ELSE s.received_since_count END AS received
  FROM article AS a
  LEFT JOIN shop_zone AS z ON z.shop = a.shop
  LEFT JOIN stocked AS s ON s.shop = a.shop AND s.sku = a.sku
  LEFT JOIN allocation AS o ON o.shop = a.shop AND o.sku = a.sku
),
sold AS NOT MATERIALIZED (
  SELECT *, CASE WHEN article IS NULL THEN shop END AS other_shop, CASE WHEN article IS NULL THEN sku END AS other_sku
  FROM sold_in($1, $2, $3, $4, $5)
),
tally AS MATERIALIZED (
  SELECT article, other_shop, other_sku, currency, min(key) AS key,
         min(product_name) FILTER (WHERE article IS NULL) AS name,
         sum(quantity) AS units_sold, sum(amount) AS gmv, sum(order_discount) AS order_discount,
         min(created_at) AS first_at, max(ordered_at) AS last_at, max(as_of) AS as_of,
         count(*) AS lines,
         count(*) FILTER (WHERE by_window) AS lines_by_window,
         count(*) FILTER (WHERE by_seller_sku) AS lines_by_seller_sku,
         count(*) FILTER (WHERE payment_unknown) AS lines_of_unknown_payment,
         count(*) FILTER (WHERE quantity IS NULL) AS lines_without_quantity,
         count(*) FILTER (WHERE amount IS NULL) AS lines_without_amount,
         count(*) FILTER (WHERE created_at IS NULL) AS lines_without_time
  FROM sold GROUP BY article, other_shop, other_sku, currency
),

-- How long the youngest order has had to come back, by the freshest export of each shop; one that knows a
-- refund of some day is at least of that day.
refunding AS (
  SELECT shop, max(greatest(as_of, refunded_at)) AS as_of, bool_or(quantity IS NOT NULL AND line_id IS NOT NULL) AS tells_units,
         count(*) FILTER (WHERE line_id IS NULL) AS whole_orders
  FROM refund WHERE superseded_by IS NULL GROUP BY shop
),
selling AS (
  SELECT t.shop, z.zone, r.tells_units, r.whole_orders,
         CAST(timezone(z.zone, t.first_at) AS DATE) AS first_day,
         CAST(timezone(z.zone, t.last_at) AS DATE) AS last_day,
         CAST(timezone(z.zone, greatest(t.as_of, r.as_of)) AS DATE) AS as_of_day
  FROM (
    SELECT coalesce(a.shop, t.other_shop) AS shop,
           min(t.first_at) AS first_at, max(t.last_at) AS last_at, max(t.as_of) AS as_of
    FROM tally AS t LEFT JOIN article AS a ON a.article = t.article
    GROUP BY 1
  ) AS t
  JOIN shop_zone AS z ON z.shop = t.shop
  LEFT JOIN refunding AS r ON r.shop = t.shop
),
maturity AS (
  SELECT coalesce(CAST($7 AS INTEGER),
                  CASE WHEN count(*) > count(as_of_day - last_day) THEN 0
                       WHEN min(as_of_day - last_day) >= 30 THEN 30 WHEN min(as_of_day - last_day) >= 14 THEN 14
                       WHEN min(as_of_day - last_day) >= 7 THEN 7 WHEN min(as_of_day - last_day) >= 1 THEN 1
                       ELSE 0 END) AS days
  FROM selling
),
-- What undid a sale, and so many days after the order; no day = the time is unknown, so at once.
-- A line cancelled after payment came back whole: from then on its refunds add nothing.
undone AS NOT MATERIALIZED (
  SELECT s.article, s.other_shop, s.other_sku, r.quantity, 'refund' AS by,
         coalesce(date_diff('day', CAST(timezone(s.zone, s.ordered_at) AS DATE),
                            CAST(timezone(s.zone, r.refunded_at) AS DATE)), 0) AS day,
         CASE WHEN s.cancelled_at IS NOT NULL
              THEN coalesce(date_diff('day', CAST(timezone(s.zone, s.ordered_at) AS DATE),
                                      CAST(timezone(s.zone, s.cancelled_at) AS DATE)), 0) END AS until_day,
         r.refunded_at IS NULL AS timeless
  FROM sold AS s JOIN refund AS r ON r.shop = s.shop AND r.order_id = s.order_id AND r.line_id = s.line_id
  WHERE r.superseded_by IS NULL
  UNION ALL
  SELECT s.article, s.other_shop, s.other_sku, s.quantity, 'cancellation',
         coalesce(date_diff('day', CAST(timezone(s.zone, s.ordered_at) AS DATE),
                            CAST(timezone(s.zone, s.cancelled_at) AS DATE)), 0),
         NULL, FALSE
  FROM sold AS s WHERE s.cancelled_at IS NOT NULL
),
returned AS (
  SELECT u.article, u.other_shop, u.other_sku,
         sum(u.quantity) AS units,
         sum(u.quantity) FILTER (WHERE u.by = 'cancellation') AS units_cancelled,
         count(*) FILTER (WHERE u.by = 'refund' AND u.quantity IS NULL) AS refunds_of_money,
         count(*) FILTER (WHERE u.timeless) AS refunds_without_time
  FROM undone AS u CROSS JOIN maturity AS m
  WHERE u.day <= m.days AND (u.until_day IS NULL OR u.until_day > m.days)
  GROUP BY u.article, u.other_shop, u.other_sku
),
-- A row a SKU: what sold, and what there was of it.
sku_sale AS (
  SELECT article, other_shop, other_sku, min(key) AS key, min(name) AS name,
         sum(units_sold) AS units_sold, sum(gmv) AS gmv,
         min(currency) AS currency, min(currency) <> max(currency) AS several_currencies,
         max(last_at) AS last_at, sum(lines) AS lines, sum(lines_by_window) AS lines_by_window,
         sum(lines_by_seller_sku) AS lines_by_seller_sku,
         sum(lines_of_unknown_payment) AS lines_of_unknown_payment,
         sum(lines_without_quantity) AS lines_without_quantity, sum(lines_without_amount) AS lines_without_amount,
         sum(lines_without_time) AS lines_without_time
  FROM tally GROUP BY article, other_shop, other_sku
),
joined AS (
  SELECT coalesce(a.shop, s.other_shop) AS shop, coalesce(a.sku, s.other_sku) AS sku, a.article,
         coalesce(s.key, a.key) AS key,
         coalesce(a.name, s.name) AS name,
         CASE WHEN s.lines IS NULL THEN 0 ELSE s.units_sold END AS units_sold,
         CASE WHEN s.lines IS NULL THEN CASE WHEN a.currency IS NOT NULL THEN 0 END ELSE s.gmv END AS gmv,
         coalesce(s.currency, a.currency) AS currency, coalesce(s.several_currencies, FALSE) AS several_currencies,
         s.* EXCLUDE (article, other_shop, other_sku, key, name, units_sold, gmv, currency, several_currencies),
         r.units AS units_back, r.units_cancelled, r.refunds_of_money, r.refunds_without_time,
         a.allocated, a.opening, a.received, a.received_since_count, a.closing, a.counted_early, a.on_hand
  FROM sku_sale AS s
  FULL JOIN offered AS a ON a.article = s.article
  LEFT JOIN returned AS r
    ON r.article IS NOT DISTINCT FROM s.article AND r.other_shop IS NOT DISTINCT FROM s.other_shop
   AND r.other_sku IS NOT DISTINCT FROM s.other_sku AND s.lines IS NOT NULL
),
item AS MATERIALIZED (
  SELECT j.*,
         CASE WHEN j.base >= 0 THEN j.base END AS base_units,
         CASE WHEN $6 = 'opening' THEN j.opening ELSE j.allocated END AS offered,
         CASE WHEN g.tells_units OR j.units_back > 0 THEN coalesce(j.units_back, 0) END AS units_returned,
         j.lines IS NULL
           OR g.as_of_day >= CAST(timezone(g.zone, j.last_at) AS DATE) + (SELECT days FROM maturity) AS mature,
         CASE WHEN j.lines IS NOT NULL THEN g.as_of_day - CAST(timezone(g.zone, j.last_at) AS DATE) END AS age,
         coalesce(p.last_day, g.last_day) - coalesce(p.first_day, g.first_day) + 1 AS days
  FROM (
    SELECT *,
           CASE $6 WHEN 'allocated' THEN allocated WHEN 'received' THEN received WHEN 'opening' THEN opening
                   WHEN 'opening+received' THEN opening + received_since_count
                   ELSE units_sold + closing END AS base
    FROM joined
  ) AS j
  LEFT JOIN selling AS g ON g.shop = j.shop
  LEFT JOIN span AS p ON p.shop = j.shop
  WHERE j.lines IS NOT NULL OR j.allocated IS NOT NULL OR $1 IS NULL
),
-- The orders of each row. Most have one SKU or two, which their lowest and highest tell, so that one pass over the
-- lines tells of all orders; only those with more, or with a SKU that is in no list, are looked at line by line.
numbered AS (
  SELECT article, shop, sku, key, dense_rank() OVER (ORDER BY shop, key) AS row_id FROM item
),
by_order AS (
  SELECT shop, order_id, min(article) AS lowest, max(article) AS highest,
         count(*) > count(article) OR count(*) > 2 AND min(article) < max(article) AS more
  FROM sold GROUP BY shop, order_id
),
orders_by_row AS (
  SELECT row_id, sum(orders) AS orders
  FROM (
    SELECT l.row_id, count(*) AS orders
    FROM by_order AS o JOIN numbered AS l ON l.article = o.lowest
    WHERE NOT o.more GROUP BY l.row_id
    UNION ALL
    SELECT h.row_id, count(*)
    FROM by_order AS o JOIN numbered AS h ON h.article = o.highest JOIN numbered AS l ON l.article = o.lowest
    WHERE NOT o.more AND h.row_id <> l.row_id GROUP BY h.row_id
    UNION ALL
    SELECT row_id, count(*)
    FROM (
      SELECT DISTINCT s.shop, s.order_id, p.row_id
      FROM sold AS s
      JOIN by_order AS o ON o.shop = s.shop AND o.order_id = s.order_id
      JOIN numbered AS p ON p.shop = s.shop AND p.sku IS NOT DISTINCT FROM s.sku
      WHERE o.more
    )
    GROUP BY row_id
  )
  GROUP BY row_id
),
-- The instant at which the units sold so far reach what was offered.
pace AS (
  SELECT o.article, o.offered, l.created_at,
         sum(l.quantity) OVER (PARTITION BY o.article ORDER BY l.created_at) AS so_far
  FROM item AS o JOIN sold AS l ON l.article = o.article
  WHERE o.offered > 0 AND o.units_sold >= o.offered AND list_contains(string_split($5, chr(31)), 'sku') AND l.created_at IS NOT NULL
),
sold_out AS (
  SELECT article, min(created_at) AS sold_out_at FROM pace WHERE so_far >= offered GROUP BY article
),
keyed AS (
  SELECT GROUPING(i.shop) AS whole, i.shop, i.key,
         CASE WHEN list_has_any(string_split($5, chr(31)), ['sku', 'product']) THEN min(i.name) END AS name,
         min(i.article) AS article,
         sum(i.units_sold) AS units_sold,
         sum(i.units_returned) AS units_returned,
         sum(i.units_sold) FILTER (WHERE i.units_returned IS NOT NULL) - sum(i.units_returned) AS net_units,
         sum(i.base_units) AS base_units,
         sum(i.units_sold) FILTER (WHERE i.base_units IS NOT NULL) AS units_of_base,
         sum(i.units_sold - i.units_returned) FILTER (WHERE i.base_units IS NOT NULL) AS net_of_base,
         sum(i.base_units) FILTER (WHERE i.units_returned IS NOT NULL) AS base_of_net,
         sum(i.on_hand) AS on_hand,
         sum(i.units_sold) FILTER (WHERE i.on_hand IS NOT NULL) AS units_of_on_hand,
         max(i.days) AS days,
         sum(greatest(i.units_sold - i.allocated, 0)) FILTER (WHERE i.allocated IS NOT NULL) AS oversold_units,
         sum(i.gmv) AS gmv,
         coalesce(min(i.currency) FILTER (WHERE i.lines IS NOT NULL), min(i.currency)) AS currency,
         bool_or(i.several_currencies)
           OR coalesce(min(i.currency) FILTER (WHERE i.lines IS NOT NULL)
                       <> max(i.currency) FILTER (WHERE i.lines IS NOT NULL), FALSE) AS several_currencies,
         bool_and(i.mature) AS mature, min(i.age) AS age, bool_or(i.base < 0) AS base_below_zero,
         count(*) AS skus, count(i.base_units) AS skus_with_base, count(i.units_returned) AS skus_with_returns,
         count(i.on_hand) AS skus_with_on_hand,
         bool_or(i.counted_early) AS counted_early,
         sum(i.lines) AS lines, sum(i.lines_by_window) AS lines_by_window,
         sum(i.lines_by_seller_sku) AS lines_by_seller_sku,
         sum(i.lines_of_unknown_payment) AS lines_of_unknown_payment,
         sum(i.lines_without_quantity) AS lines_without_quantity,
         sum(i.lines_without_amount) AS lines_without_amount, sum(i.lines_without_time) AS lines_without_time,
         sum(i.units_cancelled) AS units_cancelled, sum(i.refunds_of_money) AS refunds_of_money,
         sum(i.refunds_without_time) AS refunds_without_time
  FROM item AS i
  WHERE i.lines IS NOT NULL OR i.allocated IS NOT NULL OR i.base_units > 0
  GROUP BY GROUPING SETS ((i.shop, i.key), ())
),
priced AS (
  SELECT k.* EXCLUDE (gmv, currency, name),
         k.name,
         CASE WHEN NOT k.several_currencies THEN k.gmv END AS gmv,
         CASE WHEN NOT k.several_currencies THEN k.currency END AS currency,
         CASE WHEN k.whole = 1 THEN (SELECT count(*) FROM by_order)
              ELSE coalesce(o.orders, 0) END AS orders,
         x.sold_out_at
  FROM keyed AS k
  LEFT JOIN (
    SELECT DISTINCT n.shop, n.key, o.orders FROM numbered AS n JOIN orders_by_row AS o ON o.row_id = n.row_id
  ) AS o ON k.whole = 0 AND o.shop = k.shop AND o.key IS NOT DISTINCT FROM k.key
  LEFT JOIN sold_out AS x ON k.whole = 0 AND x.article = k.article
),
ranked AS (
  SELECT *,
         sum(gmv) OVER (PARTITION BY whole, currency) AS gmv_of_currency,
         sum(gmv) OVER (PARTITION BY whole, currency ORDER BY gmv DESC NULLS LAST, shop, key NULLS LAST
                        ROWS UNBOUNDED PRECEDING) - gmv AS gmv_before
  FROM priced
)
SELECT whole = 1 AS whole, shop, key, name,
       CAST(units_sold AS BIGINT) AS units_sold,
       CAST(units_returned AS BIGINT) AS units_returned,
       CAST(net_units AS BIGINT) AS net_units,
       CAST(base_units AS BIGINT) AS base_units,
       units_of_base / nullif(base_units, 0) AS sell_through,
       net_of_base / nullif(base_of_net, 0) AS net_sell_through,
       CAST(on_hand AS BIGINT) AS on_hand,
       CASE WHEN on_hand >= 0 THEN CAST(on_hand * days / nullif(units_of_on_hand, 0) AS DECIMAL(18,2)) END AS cover_days,
       sold_out_at,
       CAST((epoch_ms(sold_out_at)
             - epoch_ms((SELECT coalesce(min(v.started_at) FILTER (WHERE v.shop = ranked.shop), min(v.started_at))
                         FROM live AS v WHERE $1 IS NOT NULL))) / 60000 AS DECIMAL(18,2)) AS minutes_to_sell_out,
       CAST(oversold_units AS BIGINT) AS oversold_units,
       CAST(orders AS BIGINT) AS orders,
       gmv, currency,
       CASE WHEN whole = 0 THEN gmv / nullif(gmv_of_currency, 0) END AS share_of_gmv,
       CASE WHEN whole = 0 THEN (gmv_before + gmv) / nullif(gmv_of_currency, 0) END AS cumulative_share_of_gmv,
       CASE WHEN whole = 1 OR gmv IS NULL OR gmv_of_currency <= 0 THEN NULL
            WHEN gmv_before < 0.80 * gmv_of_currency THEN 'A'
            WHEN gmv_before < 0.95 * gmv_of_currency THEN 'B'
            ELSE 'C' END AS abc,
       CASE WHEN mature IS NOT NULL THEN 'D' || (
         SELECT max(t.days) FROM (VALUES (0), (1), (7), (14), (30)) AS t(days), maturity AS m
         WHERE t.days <= coalesce(age, m.days) AND t.days <= m.days) END AS maturity,
       mature,
       nullif(concat_ws('; ',
         CASE WHEN whole = 0 AND key IS NULL THEN 'no ' || replace($5, chr(31), ' and ') || ' known' END,
         CASE WHEN base_units IS NULL AND base_below_zero THEN 'stock below zero' WHEN base_units IS NULL THEN
                CASE $6 WHEN 'allocated' THEN 'no allocation known' WHEN 'received' THEN 'no receipt known'
                        WHEN 'opening' THEN 'no stock count at or before the start'
                        WHEN 'opening+received' THEN 'no stock count at or before the start, or no receipt known'
                        ELSE 'no stock count known' END
              WHEN base_units = 0 THEN
                CASE $6 WHEN 'allocated' THEN 'nothing allocated' WHEN 'received' THEN 'nothing received'
                        WHEN 'opening' THEN 'nothing on hand at the start'
                        WHEN 'opening+received' THEN 'nothing on hand at the start and nothing received'
                        ELSE 'nothing sold and nothing on hand' END
              WHEN skus_with_base < skus THEN 'base known for ' || skus_with_base || ' of ' || skus || ' SKUs' END,
         CASE WHEN $6 = 'sold+on-hand' AND counted_early THEN 'on hand counted before the end' END,
         CASE WHEN units_returned IS NULL THEN 'returned units not known' END,
         CASE WHEN several_currencies THEN 'several currencies' WHEN gmv IS NULL THEN 'no amount known' END), '') AS reason,
       (SELECT days FROM maturity) AS maturity_days,
       skus, skus_with_base, skus_with_returns, skus_with_on_hand,
       CAST(lines AS BIGINT) AS lines, CAST(lines_by_window AS BIGINT) AS lines_by_window,
       CAST(lines_by_seller_sku AS BIGINT) AS lines_by_seller_sku,
       CAST(lines_of_unknown_payment AS BIGINT) AS lines_of_unknown_payment,
       CAST(lines_without_quantity AS BIGINT) AS lines_without_quantity,
       CAST(lines_without_amount AS BIGINT) AS lines_without_amount,
       CAST(lines_without_time AS BIGINT) AS lines_without_time,
       CAST(units_cancelled AS BIGINT) AS units_cancelled,
       CAST(refunds_of_money AS BIGINT) AS refunds_of_money,
       CAST(refunds_without_time AS BIGINT) AS refunds_without_time,
       CASE WHEN whole = 1 THEN (SELECT CAST(sum(whole_orders) AS BIGINT) FROM selling) END AS refunds_of_whole_orders,
       CASE WHEN whole = 1 THEN (
         SELECT list(total || ' ' || currency ORDER BY currency)
         FROM (SELECT currency, sum(gmv) AS total FROM tally GROUP BY currency) WHERE total IS NOT NULL) END AS gmv_by_currency,
       CASE WHEN whole = 1 THEN (
         SELECT list(total || ' ' || currency ORDER BY currency)
         FROM (SELECT currency, sum(order_discount) AS total FROM tally GROUP BY currency) WHERE total <> 0) END
         AS order_discounts
FROM ranked
ORDER BY ranked.whole, gmv DESC NULLS LAST, shop, key NULLS LAST
