-- What was sold of what there was to sell, in each of the periods of the temporary table asked_period: a row a key, and
-- one for the whole of the period.
-- $1 VARCHAR     the broadcasts that the periods are, joined by U+001F, or NULL where they are days
-- $2, $3 VARCHAR first and last day of them all in the shop's zone, both included; NULL = open
-- $4 VARCHAR     the zone of shops that state none
-- $5 VARCHAR     the keys, as in article
-- $6 VARCHAR     what cuts the lines into periods: broadcast, day, week, month; NULL = they are one
-- $7 INTEGER     maturity in days, or NULL for the largest of 0, 1, 7, 14, 30 that the only period has reached
-- $8 TIMESTAMPTZ the present: levels stated for later are not on hand
-- $9 BOOLEAN     whether the rows are asked for, or the wholes alone
-- Rows: by period, its whole last; GMV from high to low, then shop and key.
-- Each measure reads only its own few columns of the lines, which costs less than one pass that carries all of them.
WITH
shop_zone AS (
  SELECT shop, currency, coalesce(zone, $4) AS zone FROM shop
),
-- The broadcasts that a period is or that began in its days.
live AS (
  SELECT p.period, b.shop, b.broadcast, z.zone, b.started_at, TRUE AS is_period,
         coalesce(b.ended_at, b.started_at + to_seconds(b.duration_seconds)) AS ended_at
  FROM broadcast AS b JOIN shop_zone AS z ON z.shop = b.shop JOIN asked_period AS p ON p.broadcast = b.broadcast
  WHERE b.superseded_by IS NULL
  UNION ALL
  SELECT p.period, b.shop, b.broadcast, z.zone, b.started_at, FALSE,
         coalesce(b.ended_at, b.started_at + to_seconds(b.duration_seconds))
  FROM broadcast AS b JOIN shop_zone AS z ON z.shop = b.shop
  JOIN asked_period AS p
    ON CAST(timezone(z.zone, b.started_at) AS DATE)
       BETWEEN coalesce(p.first_day, DATE '-infinity') AND coalesce(p.last_day, DATE 'infinity')
  WHERE b.superseded_by IS NULL AND p.broadcast IS NULL
),
-- The periods of each shop as instants, until_at excluded, and their calendar days, NULL where open.
span AS (
  SELECT period, shop, started_at AS start_at,
         coalesce(ended_at, TIMESTAMPTZ 'infinity') AS end_at,
         coalesce(ended_at + INTERVAL 1 MICROSECOND, TIMESTAMPTZ 'infinity') AS until_at,
         CAST(timezone(zone, started_at) AS DATE) AS first_day,
         CAST(timezone(zone, coalesce(ended_at, started_at)) AS DATE) AS last_day
  FROM live WHERE is_period
  UNION ALL
  SELECT p.period, z.shop,
         coalesce(timezone(z.zone, CAST(p.first_day AS TIMESTAMP)), TIMESTAMPTZ '-infinity'),
         coalesce(timezone(z.zone, p.last_day + INTERVAL 1 DAY), TIMESTAMPTZ 'infinity'),
         coalesce(timezone(z.zone, p.last_day + INTERVAL 1 DAY), TIMESTAMPTZ 'infinity'),
         p.first_day, p.last_day
  FROM shop_zone AS z CROSS JOIN asked_period AS p WHERE p.broadcast IS NULL
),

sold AS NOT MATERIALIZED (
  SELECT *, CASE WHEN article IS NULL THEN shop END AS other_shop, CASE WHEN article IS NULL THEN sku END AS other_sku,
         CASE WHEN $6 IS NULL THEN '' WHEN $6 = 'broadcast' THEN broadcast
              ELSE CAST(CAST(date_trunc(CASE $6 WHEN 'week' THEN 'week' WHEN 'month' THEN 'month' ELSE 'day' END,
                                        CAST(timezone(zone, created_at) AS DATE)) AS DATE) AS VARCHAR)
         END AS period
  FROM sold_in($1, $2, $3, $4, $5)
  WHERE $6 IS NULL OR $6 = 'broadcast' OR created_at IS NOT NULL
),
tally AS MATERIALIZED (
  SELECT period, article, other_shop, other_sku, currency, min(key) AS key,
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
  FROM sold GROUP BY period, article, other_shop, other_sku, currency
),

allocation AS (
  SELECT period, article, sum(allocated) AS allocated
  FROM (
    SELECT v.period, a.article, s.location, s.broadcast,
           arg_max(s.allocated, row(s.ts, s.file_id, s.row_number)) AS allocated
    FROM stock AS s
    JOIN article AS a ON a.shop = s.shop AND a.sku = s.sku
    JOIN (SELECT period, broadcast, min(started_at) AS started_at FROM live GROUP BY period, broadcast) AS v
      ON v.broadcast = s.broadcast
    WHERE s.superseded_by IS NULL AND s.allocated IS NOT NULL AND s.ts <= v.started_at
    GROUP BY v.period, a.article, s.location, s.broadcast
  )
  GROUP BY period, article
),
-- The SKUs that there is something to tell of: of a broadcast what it sold or was allocated, of days all.
wanted AS (
  SELECT period, article FROM tally WHERE article IS NOT NULL
  UNION
  SELECT period, article FROM allocation
  UNION
  SELECT p.period, a.article FROM asked_period AS p CROSS JOIN article AS a WHERE p.broadcast IS NULL
),
-- Stock, by place first: a level is the last word of each place.
level AS (
  SELECT w.period, w.article, s.location, s.ts, s.on_hand, s.received, p.start_at, p.end_at, p.until_at,
         row(s.ts, s.file_id, s.row_number) AS position,
         max(CASE WHEN s.on_hand IS NOT NULL AND s.ts <= p.start_at THEN s.ts END)
           OVER (PARTITION BY w.period, w.article, s.location) AS counted_at
  FROM stock AS s
  JOIN article AS a ON a.shop = s.shop AND a.sku = s.sku
  JOIN wanted AS w ON w.article = a.article
  JOIN span AS p ON p.period = w.period AND p.shop = s.shop
  WHERE s.superseded_by IS NULL
),
place AS (
  SELECT period, article, location,
         arg_max(on_hand, position) FILTER (WHERE on_hand IS NOT NULL AND ts <= start_at) AS opening,
         arg_min(on_hand, position) FILTER (WHERE on_hand IS NOT NULL AND ts >= end_at) AS after_end,
         arg_max(on_hand, position) FILTER (WHERE on_hand IS NOT NULL AND ts < end_at) AS before_end,
         arg_max(on_hand, position) FILTER (WHERE on_hand IS NOT NULL AND ts <= CAST($8 AS TIMESTAMPTZ)) AS on_hand,
         max(end_at) < TIMESTAMPTZ 'infinity' AS ends,
         sum(received) FILTER (WHERE ts >= start_at AND ts < until_at) AS received_within,
         sum(received) FILTER (WHERE (counted_at IS NULL OR ts > counted_at) AND ts < until_at) AS received_since_count
  FROM level GROUP BY period, article, location
),
stocked AS (
  SELECT period, article,
         sum(opening) AS opening,
         sum(coalesce(after_end, before_end)) AS closing,
         bool_or(ends AND after_end IS NULL AND before_end IS NOT NULL) AS counted_early,
         sum(on_hand) AS on_hand,
         sum(received_within) AS received_within, sum(received_since_count) AS received_since_count
  FROM place GROUP BY period, article
),
-- A shop whose stock rows state receipts says of a SKU without any: none came.
receiving AS (
  SELECT DISTINCT shop FROM stock WHERE superseded_by IS NULL AND received IS NOT NULL
),

-- What is known of each SKU beside its sales.
offered AS MATERIALIZED (
  SELECT w.period, a.article, a.shop, a.sku, a.name, a.key, coalesce(a.currency, z.currency) AS currency,
         o.allocated, s.opening, s.closing, s.counted_early, s.on_hand,
         coalesce(s.received_since_count, r.none_came) AS received_since_count,
         coalesce(CASE WHEN p.broadcast IS NULL THEN s.received_within ELSE s.received_since_count END, r.none_came)
           AS received
  FROM wanted AS w
  JOIN article AS a ON a.article = w.article
  JOIN asked_period AS p ON p.period = w.period
  LEFT JOIN shop_zone AS z ON z.shop = a.shop
  LEFT JOIN stocked AS s ON s.period = w.period AND s.article = w.article
  LEFT JOIN (SELECT shop, 0 AS none_came FROM receiving) AS r ON r.shop = a.shop AND s.article IS NOT NULL
  LEFT JOIN allocation AS o ON o.period = w.period AND o.article = w.article
),

-- How long the youngest order has had to come back, by the freshest export of each shop; one that knows a
-- refund of some day is at least of that day.
refunding AS (
  SELECT shop, max(greatest(as_of, refunded_at)) AS as_of, bool_or(quantity IS NOT NULL AND line_id IS NOT NULL) AS tells_units,
         count(*) FILTER (WHERE line_id IS NULL) AS whole_orders
  FROM refund WHERE superseded_by IS NULL GROUP BY shop
),
selling AS (
  SELECT t.period, t.shop, z.zone, r.tells_units, r.whole_orders,
         CAST(timezone(z.zone, t.first_at) AS DATE) AS first_day,
         CAST(timezone(z.zone, t.last_at) AS DATE) AS last_day,
         CAST(timezone(z.zone, greatest(t.as_of, r.as_of)) AS DATE) AS as_of_day
  FROM (
    SELECT t.period, coalesce(a.shop, t.other_shop) AS shop,
           min(t.first_at) AS first_at, max(t.last_at) AS last_at, max(t.as_of) AS as_of
    FROM tally AS t LEFT JOIN article AS a ON a.article = t.article
    GROUP BY 1, 2
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
  SELECT s.period, s.article, s.other_shop, s.other_sku, r.quantity, 'refund' AS by,
         coalesce(date_diff('day', CAST(timezone(s.zone, s.ordered_at) AS DATE),
                            CAST(timezone(s.zone, r.refunded_at) AS DATE)), 0) AS day,
         CASE WHEN s.cancelled_at IS NOT NULL
              THEN coalesce(date_diff('day', CAST(timezone(s.zone, s.ordered_at) AS DATE),
                                      CAST(timezone(s.zone, s.cancelled_at) AS DATE)), 0) END AS until_day,
         r.refunded_at IS NULL AS timeless
  FROM sold AS s JOIN refund AS r ON r.shop = s.shop AND r.order_id = s.order_id AND r.line_id = s.line_id
  WHERE r.superseded_by IS NULL
  UNION ALL
  SELECT s.period, s.article, s.other_shop, s.other_sku, s.quantity, 'cancellation',
         coalesce(date_diff('day', CAST(timezone(s.zone, s.ordered_at) AS DATE),
                            CAST(timezone(s.zone, s.cancelled_at) AS DATE)), 0),
         NULL, FALSE
  FROM sold AS s WHERE s.cancelled_at IS NOT NULL
),
returned AS (
  SELECT u.period, u.article, u.other_shop, u.other_sku,
         sum(u.quantity) AS units,
         sum(u.quantity) FILTER (WHERE u.by = 'cancellation') AS units_cancelled,
         count(*) FILTER (WHERE u.by = 'refund' AND u.quantity IS NULL) AS refunds_of_money,
         count(*) FILTER (WHERE u.timeless) AS refunds_without_time
  FROM undone AS u CROSS JOIN maturity AS m
  WHERE u.day <= m.days AND (u.until_day IS NULL OR u.until_day > m.days)
  GROUP BY u.period, u.article, u.other_shop, u.other_sku
),
-- A row a SKU: what sold, and what there was of it.
sku_sale AS (
  SELECT period, article, other_shop, other_sku, min(key) AS key, min(name) AS name,
         sum(units_sold) AS units_sold, sum(gmv) AS gmv,
         min(currency) AS currency, min(currency) <> max(currency) AS several_currencies,
         max(last_at) AS last_at, sum(lines) AS lines, sum(lines_by_window) AS lines_by_window,
         sum(lines_by_seller_sku) AS lines_by_seller_sku,
         sum(lines_of_unknown_payment) AS lines_of_unknown_payment,
         sum(lines_without_quantity) AS lines_without_quantity, sum(lines_without_amount) AS lines_without_amount,
         sum(lines_without_time) AS lines_without_time
  FROM tally GROUP BY period, article, other_shop, other_sku
),
joined AS (
  SELECT coalesce(a.period, s.period) AS period, coalesce(a.shop, s.other_shop) AS shop,
         coalesce(a.sku, s.other_sku) AS sku, a.article,
         coalesce(s.key, a.key) AS key,
         coalesce(a.name, s.name) AS name,
         CASE WHEN s.lines IS NULL THEN 0 ELSE s.units_sold END AS units_sold,
         CASE WHEN s.lines IS NULL THEN CASE WHEN a.currency IS NOT NULL THEN 0 END ELSE s.gmv END AS gmv,
         coalesce(s.currency, a.currency) AS currency, coalesce(s.several_currencies, FALSE) AS several_currencies,
         s.* EXCLUDE (period, article, other_shop, other_sku, key, name, units_sold, gmv, currency, several_currencies),
         r.units AS units_back, r.units_cancelled, r.refunds_of_money, r.refunds_without_time,
         a.allocated, a.opening, a.received, a.received_since_count, a.closing, a.counted_early, a.on_hand
  FROM sku_sale AS s
  FULL JOIN offered AS a ON a.article = s.article AND a.period = s.period
  LEFT JOIN returned AS r
    ON r.period = s.period AND r.article IS NOT DISTINCT FROM s.article AND r.other_shop IS NOT DISTINCT FROM s.other_shop
   AND r.other_sku IS NOT DISTINCT FROM s.other_sku AND s.lines IS NOT NULL
),
item AS MATERIALIZED (
  SELECT j.*,
         CASE WHEN j.base >= 0 THEN j.base END AS base_units,
         CASE WHEN j.base_kind = 'opening' THEN j.opening ELSE j.allocated END AS offered,
         CASE WHEN g.tells_units OR j.units_back > 0 THEN coalesce(j.units_back, 0) END AS units_returned,
         j.lines IS NULL
           OR g.as_of_day >= CAST(timezone(g.zone, j.last_at) AS DATE) + (SELECT days FROM maturity) AS mature,
         CASE WHEN j.lines IS NOT NULL THEN g.as_of_day - CAST(timezone(g.zone, j.last_at) AS DATE) END AS age,
         coalesce(p.last_day, g.last_day) - coalesce(p.first_day, g.first_day) + 1 AS days
  FROM (
    SELECT k.*, p.base AS base_kind,
           CASE p.base WHEN 'allocated' THEN k.allocated WHEN 'received' THEN k.received WHEN 'opening' THEN k.opening
                       WHEN 'opening+received' THEN k.opening + k.received_since_count
                       ELSE k.units_sold + k.closing END AS base
    FROM joined AS k JOIN asked_period AS p ON p.period = k.period
  ) AS j
  LEFT JOIN selling AS g ON g.period = j.period AND g.shop = j.shop
  LEFT JOIN span AS p ON p.period = j.period AND p.shop = j.shop
),
-- The orders of each row. Most have one SKU or two, which their lowest and highest tell, so that one pass over the
-- lines tells of all orders; only those with more, or with a SKU that is in no list, are looked at line by line.
numbered AS (
  SELECT period, article, shop, sku, key, dense_rank() OVER (ORDER BY period, shop, key) AS row_id FROM item
),
by_order AS (
  SELECT period, shop, order_id, min(article) AS lowest, max(article) AS highest,
         count(*) > count(article) OR count(*) > 2 AND min(article) < max(article) AS more
  FROM sold GROUP BY period, shop, order_id
),
-- Materialized, lest the engine joins the SKUs of a period with each other first.
by_lowest AS MATERIALIZED (
  SELECT o.period, o.highest, l.row_id
  FROM by_order AS o JOIN numbered AS l ON l.period = o.period AND l.article = o.lowest
  WHERE NOT o.more
),
orders_by_row AS (
  SELECT row_id, sum(orders) AS orders
  FROM (
    SELECT row_id, count(*) AS orders FROM by_lowest GROUP BY row_id
    UNION ALL
    SELECT h.row_id, count(*)
    FROM by_lowest AS o JOIN numbered AS h ON h.period = o.period AND h.article = o.highest
    WHERE h.row_id <> o.row_id GROUP BY h.row_id
    UNION ALL
    SELECT row_id, count(*)
    FROM (
      SELECT DISTINCT s.shop, s.order_id, p.row_id
      FROM sold AS s
      JOIN by_order AS o ON o.period = s.period AND o.shop = s.shop AND o.order_id = s.order_id
      JOIN numbered AS p ON p.period = s.period AND p.shop = s.shop AND p.sku IS NOT DISTINCT FROM s.sku
      WHERE o.more
    )
    GROUP BY row_id
  )
  GROUP BY row_id
),
-- The instant at which the units sold so far reach what was offered.
pace AS (
  SELECT o.period, o.article, o.offered, l.created_at,
         sum(l.quantity) OVER (PARTITION BY o.period, o.article ORDER BY l.created_at) AS so_far
  FROM item AS o JOIN sold AS l ON l.period = o.period AND l.article = o.article
  WHERE o.offered > 0 AND o.units_sold >= o.offered AND list_contains(string_split($5, chr(31)), 'sku') AND l.created_at IS NOT NULL
),
sold_out AS (
  SELECT period, article, min(created_at) AS sold_out_at FROM pace WHERE so_far >= offered GROUP BY period, article
),
keyed AS (
  SELECT i.period, GROUPING(i.shop) AS whole, i.shop, i.key,
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
  GROUP BY GROUPING SETS ((i.period, i.shop, i.key), (i.period))
),
-- What only the whole of a period tells.
by_currency AS (
  SELECT period, currency, sum(gmv) AS gmv, sum(order_discount) AS discount FROM tally GROUP BY period, currency
),
overall AS (
  SELECT p.period, o.orders, w.whole_orders, c.gmv_by_currency, c.order_discounts
  FROM asked_period AS p
  LEFT JOIN (SELECT period, count(*) AS orders FROM by_order GROUP BY period) AS o ON o.period = p.period
  LEFT JOIN (SELECT period, CAST(sum(whole_orders) AS BIGINT) AS whole_orders FROM selling GROUP BY period) AS w
    ON w.period = p.period
  LEFT JOIN (
    SELECT period,
           list(gmv || ' ' || currency ORDER BY currency) FILTER (WHERE gmv IS NOT NULL) AS gmv_by_currency,
           list(discount || ' ' || currency ORDER BY currency) FILTER (WHERE discount <> 0) AS order_discounts
    FROM by_currency GROUP BY period
  ) AS c ON c.period = p.period
),
-- When the broadcast began that a period is.
began AS (
  SELECT period, shop, min(started_at) AS started_at FROM live WHERE is_period GROUP BY period, shop
),
priced AS (
  SELECT k.* EXCLUDE (gmv, currency, name),
         k.name,
         CASE WHEN NOT k.several_currencies THEN k.gmv END AS gmv,
         CASE WHEN NOT k.several_currencies THEN k.currency END AS currency,
         coalesce(CASE WHEN k.whole = 1 THEN w.orders ELSE o.orders END, 0) AS orders,
         w.whole_orders, w.gmv_by_currency, w.order_discounts,
         x.sold_out_at
  FROM keyed AS k
  LEFT JOIN overall AS w ON k.whole = 1 AND w.period = k.period
  LEFT JOIN (
    SELECT DISTINCT n.period, n.shop, n.key, o.orders
    FROM numbered AS n JOIN orders_by_row AS o ON o.row_id = n.row_id
  ) AS o ON k.whole = 0 AND o.period = k.period AND o.shop = k.shop AND o.key IS NOT DISTINCT FROM k.key
  LEFT JOIN sold_out AS x ON k.whole = 0 AND x.period = k.period AND x.article = k.article
),
ranked AS (
  SELECT *,
         sum(gmv) OVER (PARTITION BY period, whole, currency) AS gmv_of_currency,
         sum(gmv) OVER (PARTITION BY period, whole, currency ORDER BY gmv DESC NULLS LAST, shop, key NULLS LAST
                        ROWS UNBOUNDED PRECEDING) - gmv AS gmv_before
  FROM priced
)
SELECT r.period, whole = 1 AS whole, r.shop, key, r.name,
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
             - epoch_ms(coalesce(b.started_at, f.started_at))) / 60000 AS DECIMAL(18,2)) AS minutes_to_sell_out,
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
                CASE p.base WHEN 'allocated' THEN 'no allocation known' WHEN 'received' THEN 'no receipt known'
                        WHEN 'opening' THEN 'no stock count at or before the start'
                        WHEN 'opening+received' THEN 'no stock count at or before the start, or no receipt known'
                        ELSE 'no stock count known' END
              WHEN base_units = 0 THEN
                CASE p.base WHEN 'allocated' THEN 'nothing allocated' WHEN 'received' THEN 'nothing received'
                        WHEN 'opening' THEN 'nothing on hand at the start'
                        WHEN 'opening+received' THEN 'nothing on hand at the start and nothing received'
                        ELSE 'nothing sold and nothing on hand' END
              WHEN skus_with_base < skus THEN 'base known for ' || skus_with_base || ' of ' || skus || ' SKUs' END,
         CASE WHEN p.base = 'sold+on-hand' AND counted_early THEN 'on hand counted before the end' END,
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
       whole_orders AS refunds_of_whole_orders, gmv_by_currency, order_discounts
FROM ranked AS r
JOIN asked_period AS p ON p.period = r.period
LEFT JOIN began AS b ON b.period = r.period AND b.shop = r.shop
LEFT JOIN (SELECT period, min(started_at) AS started_at FROM began GROUP BY period) AS f ON f.period = r.period
WHERE r.whole = 1 OR CAST($9 AS BOOLEAN)
ORDER BY r.period, r.whole, gmv DESC NULLS LAST, r.shop, key NULLS LAST
