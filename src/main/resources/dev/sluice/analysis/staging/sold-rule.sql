-- The rule of what was sold in a scope, the only place where it stands: a row a line. It reads the table article and
-- goes by the macros broadcast_of and was_sold.
--   asked_broadcasts      joined by U+001F, or NULL for a period
--   asked_from, asked_to  its first and last day in the shop's zone, both included; NULL = open
--   asked_zone            the zone of shops that state none
--   asked_key             the keys, as in article
CREATE OR REPLACE TEMP MACRO sold_in(asked_broadcasts, asked_from, asked_to, asked_zone, asked_key) AS TABLE
WITH shop_zone AS (
  SELECT shop, coalesce(zone, asked_zone) AS zone FROM shop
),
asked_broadcast AS (
  SELECT unnest(string_split(asked_broadcasts, chr(31))) AS broadcast
),
live AS (
  SELECT shop, broadcast, started_at, coalesce(ended_at, started_at + to_seconds(duration_seconds)) AS ended_at
  FROM broadcast WHERE asked_broadcasts IS NOT NULL AND superseded_by IS NULL
),
-- The days of each shop as instants, until_at excluded.
span AS (
  SELECT shop,
         coalesce(timezone(zone, CAST(CAST(asked_from AS DATE) AS TIMESTAMP)), TIMESTAMPTZ '-infinity') AS start_at,
         coalesce(timezone(zone, CAST(asked_to AS DATE) + INTERVAL 1 DAY), TIMESTAMPTZ 'infinity') AS until_at
  FROM shop_zone WHERE asked_broadcasts IS NULL
),
-- The lines of a broadcast: those that state it, and those that state none and are its by broadcast_of.
scoped AS (
  SELECT l.*, l.broadcast AS of_broadcast, FALSE AS by_window
  FROM order_line AS l
  WHERE asked_broadcasts IS NOT NULL AND l.superseded_by IS NULL
    AND l.broadcast IN (SELECT broadcast FROM asked_broadcast)
  UNION ALL
  SELECT l.*, v.broadcast, TRUE
  FROM order_line AS l
  JOIN live AS v ON v.shop = l.shop AND l.created_at BETWEEN v.started_at AND v.ended_at
  WHERE v.broadcast IN (SELECT broadcast FROM asked_broadcast)
    AND l.superseded_by IS NULL AND l.broadcast IS NULL
    AND v.broadcast = broadcast_of(l.shop, l.created_at, l.surface, l.account, l.account_name)
  UNION ALL
  SELECT l.*, NULL, FALSE
  FROM order_line AS l JOIN span AS p ON p.shop = l.shop
  WHERE l.superseded_by IS NULL
    AND (l.created_at >= p.start_at AND l.created_at < p.until_at OR asked_from IS NULL AND asked_to IS NULL)
),
paid_line AS (
  SELECT l.*, z.zone, coalesce(l.paid_at, l.created_at) AS ordered_at,
         l.paid IS NULL AND l.paid_at IS NULL AS payment_unknown
  FROM scoped AS l JOIN shop_zone AS z ON z.shop = l.shop
  WHERE was_sold(l.paid, l.paid_at, l.cancelled_at)
)
-- A line goes by the platform's SKU where the stock or the product list knows it, else by the seller's.
SELECT l.shop, l.of_broadcast AS broadcast, l.order_id, l.line_id, l.quantity, l.unit_price, l.amount,
       l.order_discount, l.currency, l.buyer, l.created_at, l.ordered_at, l.cancelled_at, l.host, l.as_of, l.zone,
       l.product_name, l.by_window, l.payment_unknown,
       CASE WHEN sellers.stocked THEN sellers.article ELSE coalesce(own.article, sellers.article) END AS article,
       coalesce(CASE WHEN sellers.stocked THEN sellers.sku END, own.sku, sellers.sku, l.sku, l.seller_sku) AS sku,
       sellers.article IS NOT NULL AND (sellers.stocked OR own.article IS NULL) AS by_seller_sku,
       coalesce(CASE WHEN sellers.stocked THEN sellers.key END, own.key, sellers.key,
                CASE asked_key
                  WHEN 'sku' THEN coalesce(l.sku, l.seller_sku)
                  WHEN 'product' THEN l.product
                  ELSE nullif(rtrim(array_to_string(list_transform(
                         string_split(asked_key, chr(31)),
                         lambda asked: coalesce(CASE asked WHEN 'sku' THEN coalesce(l.sku, l.seller_sku)
                                                           WHEN 'product' THEN l.product END, '')), chr(31)), chr(31)), '')
                  END) AS key
FROM paid_line AS l
LEFT JOIN article AS own ON own.shop = l.shop AND own.sku = l.sku
LEFT JOIN article AS sellers
  ON sellers.shop = l.shop AND sellers.sku = CASE WHEN own.stocked THEN NULL ELSE l.seller_sku END
