-- The broadcasts of a period with the highest and the lowest GMV, beside the median of all; over the temporary table
-- chosen. Three of each, fewer where there are fewer than six; by currency, and paid GMV never beside attributed.
-- $1 VARCHAR the zone of shops that state none
-- Rows: the best first, best to worst.
WITH
sold AS (
  SELECT c.broadcast, c.account, c.started_at, coalesce(z.zone, CAST($1 AS VARCHAR)) AS zone, c.currency,
         coalesce(b.paid_gmv, b.attributed_gmv) AS gmv,
         CASE WHEN b.paid_gmv IS NOT NULL THEN 'paid_gmv' ELSE 'attributed_gmv' END AS gmv_basis
  FROM chosen AS c
  JOIN broadcast AS b ON b.superseded_by IS NULL AND b.shop = c.shop AND b.broadcast = c.broadcast
  LEFT JOIN shop AS z ON z.shop = c.shop
  WHERE c.part = 1
),
ranked AS (
  SELECT *,
         row_number() OVER (PARTITION BY currency, gmv_basis ORDER BY gmv DESC, started_at, broadcast) AS rank,
         count(*) OVER (PARTITION BY currency, gmv_basis) AS broadcasts,
         median(gmv) OVER (PARTITION BY currency, gmv_basis) AS median
  FROM sold
  WHERE gmv IS NOT NULL
)
SELECT CASE WHEN rank <= least(3, broadcasts // 2) THEN 'best' ELSE 'worst' END AS place, rank, broadcast, account,
       started_at, zone, gmv, (gmv - median) / nullif(median, 0) AS against_median, currency, gmv_basis
FROM ranked
WHERE rank <= least(3, broadcasts // 2) OR rank > broadcasts - least(3, broadcasts // 2)
ORDER BY currency, gmv_basis, rank
