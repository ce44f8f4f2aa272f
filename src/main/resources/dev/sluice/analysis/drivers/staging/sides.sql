-- The counts of a broadcast and of what it is set against, one row each; over the temporary table aired.
-- $1 VARCHAR the broadcast
-- $2 VARCHAR against: previous, median, or the id of a broadcast; plan and target have no row here
-- $3, $4 BOOLEAN whether the median is of the same weekday, of the same three hours of the day
-- A median is that of each count, over the account's earlier broadcasts that know the broadcast's own kind of orders;
-- a count that one of them lacks has none.
WITH
counted AS (
  SELECT a.*, b.impressions, b.views, b.viewers, b.product_clicks, b.orders, b.paid_gmv, b.attributed_orders, b.attributed_gmv
  FROM aired AS a JOIN broadcast AS b ON b.shop = a.shop AND b.broadcast = a.broadcast AND b.superseded_by IS NULL
),
own AS (
  SELECT * FROM counted WHERE broadcast = $1
),
earlier AS (
  SELECT c.*
  FROM counted AS c JOIN own AS o ON c.platform = o.platform AND c.account = o.account AND c.started_at < o.started_at
),
like_it AS (
  SELECT e.*
  FROM earlier AS e CROSS JOIN own AS o
  WHERE (NOT $3 OR e.weekday = o.weekday) AND (NOT $4 OR e.slot = o.slot)
    AND e.currency IS NOT DISTINCT FROM o.currency
    AND CASE WHEN o.orders IS NOT NULL AND o.paid_gmv IS NOT NULL THEN e.orders IS NOT NULL AND e.paid_gmv IS NOT NULL
             ELSE e.attributed_orders IS NOT NULL AND e.attributed_gmv IS NOT NULL END
),
was AS (
  SELECT broadcast, 1 AS n, currency, impressions, views, viewers, product_clicks, orders, paid_gmv, attributed_orders, attributed_gmv
  FROM (SELECT * FROM earlier WHERE $2 = 'previous' ORDER BY started_at DESC, broadcast DESC LIMIT 1)
  UNION ALL
  SELECT broadcast, 1, currency, impressions, views, viewers, product_clicks, orders, paid_gmv, attributed_orders, attributed_gmv
  FROM counted WHERE broadcast = $2 AND $2 NOT IN ('previous', 'median')
  UNION ALL
  SELECT NULL, count(*), min(currency),
         CASE WHEN count(impressions) = count(*) THEN quantile_cont(impressions, 0.5) END,
         CASE WHEN count(views) = count(*) THEN quantile_cont(views, 0.5) END,
         CASE WHEN count(viewers) = count(*) THEN quantile_cont(viewers, 0.5) END,
         CASE WHEN count(product_clicks) = count(*) THEN quantile_cont(product_clicks, 0.5) END,
         CASE WHEN count(orders) = count(*) THEN quantile_cont(orders, 0.5) END,
         CASE WHEN count(paid_gmv) = count(*) THEN CAST(quantile_cont(paid_gmv, 0.5) AS DECIMAL(24,2)) END,
         CASE WHEN count(attributed_orders) = count(*) THEN quantile_cont(attributed_orders, 0.5) END,
         CASE WHEN count(attributed_gmv) = count(*) THEN CAST(quantile_cont(attributed_gmv, 0.5) AS DECIMAL(24,2)) END
  FROM like_it WHERE $2 = 'median'
  HAVING count(*) > 0
)
SELECT 'is' AS side, broadcast, 1 AS n, currency,
       impressions, views, viewers, product_clicks, orders, paid_gmv, attributed_orders, attributed_gmv
FROM own
UNION ALL
SELECT 'was', broadcast, n, currency,
       impressions, views, viewers, product_clicks, orders, paid_gmv, attributed_orders, attributed_gmv
FROM was
ORDER BY side
