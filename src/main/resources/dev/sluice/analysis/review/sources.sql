-- Where the viewers of broadcasts came from, as their platforms tell it. Sources of one broadcast do not overlap by view;
-- people may come by several, and to several broadcasts, so shares are of views. A sum is there only where every
-- broadcast that has the source knows it.
-- $1 VARCHAR the broadcasts, joined by U+001F
-- Rows: by views, most first.
WITH
told AS (
  SELECT source, CASE WHEN gmv IS NOT NULL OR ad_spend IS NOT NULL THEN currency END AS currency, broadcast,
         impressions, views, viewers, orders, gmv, ad_spend
  FROM (SELECT *, coalesce(paid_gmv, attributed_gmv) AS gmv FROM broadcast_source WHERE superseded_by IS NULL)
  WHERE broadcast IN (SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))))
),
summed AS (
  SELECT source, currency, count(DISTINCT broadcast) AS broadcasts,
         CASE WHEN count(impressions) = count(*) THEN sum(impressions) END AS impressions,
         CASE WHEN count(views) = count(*) THEN sum(views) END AS views,
         CASE WHEN count(viewers) = 1 AND count(*) = 1 THEN sum(viewers) END AS viewers,
         CASE WHEN count(orders) = count(*) THEN sum(orders) END AS orders,
         CASE WHEN count(gmv) = count(*) THEN sum(gmv) END AS gmv,
         CASE WHEN count(ad_spend) = count(*) THEN sum(ad_spend) END AS spend
  FROM told
  GROUP BY source, currency
)
SELECT source, broadcasts, impressions, views,
       views / nullif(sum(views) OVER (), 0) AS source_share,
       views / nullif(impressions, 0) AS enter_rate,
       viewers, orders, gmv, spend, CAST(gmv / nullif(spend, 0) AS DECIMAL(18,4)) AS roi, currency
FROM summed
ORDER BY views DESC NULLS LAST, source, currency
