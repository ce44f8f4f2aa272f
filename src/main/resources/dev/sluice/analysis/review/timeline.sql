-- A broadcast minute by minute: by the shop's clock, with the product that was pinned where a new one was.
-- $1 VARCHAR the broadcast
-- $2 VARCHAR the zone of shops that state none
-- Rows: by minute.
WITH
known AS (
  SELECT m.*, coalesce(z.zone, CAST($2 AS VARCHAR)) AS zone
  FROM broadcast_minute AS m LEFT JOIN shop AS z ON z.shop = m.shop
  WHERE m.superseded_by IS NULL AND m.broadcast = $1
),
turns AS (
  SELECT *, product IS DISTINCT FROM lag(product) OVER (ORDER BY minute, row_number) AS turned
  FROM known
)
SELECT strftime(timezone(zone, minute), '%H:%M') AS clock,
       coalesce(CAST(average_viewers AS BIGINT), viewers) AS viewers_online,
       views, comments, product_clicks, orders, paid_gmv AS gmv, currency,
       CASE WHEN turned THEN product END AS event
FROM turns
ORDER BY minute, row_number
