-- Every table of facts: the rows in force, and those that a later file has superseded.
-- No parameters. Ordered by table.
SELECT
  'affiliate_order' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM affiliate_order
UNION ALL
SELECT
  'broadcast' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM broadcast
UNION ALL
SELECT
  'broadcast_minute' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM broadcast_minute
UNION ALL
SELECT
  'broadcast_product' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM broadcast_product
UNION ALL
SELECT
  'broadcast_source' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM broadcast_source
UNION ALL
SELECT
  'contact' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM contact
UNION ALL
SELECT
  'conversion' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM conversion
UNION ALL
SELECT
  'event' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM event
UNION ALL
SELECT
  'fx_rate' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM fx_rate
UNION ALL
SELECT
  'layer_actual' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM layer_actual
UNION ALL
SELECT
  'market_estimate' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM market_estimate
UNION ALL
SELECT
  'message_campaign' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM message_campaign
UNION ALL
SELECT
  'order_line' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM order_line
UNION ALL
SELECT
  'product' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM product
UNION ALL
SELECT
  'product_period' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM product_period
UNION ALL
SELECT
  'refund' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM refund
UNION ALL
SELECT
  'settlement' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM settlement
UNION ALL
SELECT
  'shop_period' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM shop_period
UNION ALL
SELECT
  'spend' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM spend
UNION ALL
SELECT
  'spend_period' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM spend_period
UNION ALL
SELECT
  'stock' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM stock
UNION ALL
SELECT
  'touch' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM touch
UNION ALL
SELECT
  'video_period' AS "table",
  count(*) - count(superseded_by) AS in_force,
  count(superseded_by) AS superseded
FROM video_period
ORDER BY "table"
