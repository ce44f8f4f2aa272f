-- What came back of the advertising of broadcasts, by who says so: never added, they count the same orders.
-- blended: all that was paid over all that was spent. attributed: what the advertising account credits to itself;
-- gmv_max: the same from GMV Max, which credits itself with every order of the promoted products.
-- $1 VARCHAR the broadcasts, joined by U+001F
-- Rows: blended, then the accounts' own. A return is over the broadcasts of which both sides are known.
WITH
asked AS (
  SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))) AS broadcast
),
room AS (
  SELECT broadcast, currency, coalesce(paid_gmv, attributed_gmv) AS gmv, ad_spend, ad_gmv
  FROM broadcast WHERE superseded_by IS NULL AND broadcast IN (FROM asked)
),
bought AS (
  SELECT s.broadcast, CASE WHEN f.report LIKE '%gmv-max%' THEN 'gmv_max' ELSE 'attributed' END AS method,
         f.report AS told_by, s.currency, sum(s.spend) AS spend, sum(s.ad_gmv) AS gmv
  FROM spend AS s JOIN source_file AS f ON f.file_id = s.file_id
  WHERE s.superseded_by IS NULL AND s.broadcast IN (FROM asked)
  GROUP BY ALL
),
-- All that was spent: as the broadcast's export tells it, else the advertising account's, else what the layers cost.
spent AS (
  SELECT broadcast, 0 AS place, 'broadcast' AS told_by, currency, ad_spend AS spend FROM room
  UNION ALL
  SELECT broadcast, 1, 'advertising', currency, sum(spend) FROM bought GROUP BY broadcast, currency
  UNION ALL
  SELECT broadcast, 2, 'layers', currency, sum(cost)
  FROM layer_actual WHERE superseded_by IS NULL AND broadcast IN (FROM asked) GROUP BY broadcast, currency
),
told AS (
  SELECT 0 AS place, 'blended' AS method, s.told_by, r.broadcast, r.currency, r.gmv, s.spend
  FROM room AS r
  JOIN spent AS s ON s.broadcast = r.broadcast AND s.currency = r.currency AND s.spend IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY r.broadcast, r.currency ORDER BY s.place) = 1
  UNION ALL
  SELECT 1, 'attributed', 'broadcast', broadcast, currency, ad_gmv, ad_spend FROM room WHERE ad_gmv IS NOT NULL
  UNION ALL
  SELECT 2, method, told_by, broadcast, currency, gmv, spend FROM bought
)
SELECT method, told_by, count(DISTINCT broadcast) AS broadcasts, sum(gmv) AS gmv, sum(spend) AS spend,
       CAST(sum(gmv) FILTER (WHERE spend IS NOT NULL) / nullif(sum(spend) FILTER (WHERE gmv IS NOT NULL), 0)
         AS DECIMAL(18,4)) AS roi,
       currency
FROM told
WHERE spend IS NOT NULL
GROUP BY place, method, told_by, currency
ORDER BY place, method, told_by, currency
