-- Where a broadcast's viewers came from, as its platform tells it. Sources of one broadcast do not overlap by view;
-- people may come by several, so shares are of views.
-- $1 VARCHAR the broadcast
-- Rows: by views, most first.
SELECT source, impressions, views,
       views / nullif(sum(views) OVER (), 0) AS source_share,
       views / nullif(impressions, 0) AS enter_rate,
       viewers, orders, coalesce(paid_gmv, attributed_gmv) AS gmv, ad_spend AS spend, currency
FROM broadcast_source
WHERE superseded_by IS NULL AND broadcast = $1
ORDER BY views DESC NULLS LAST, source
