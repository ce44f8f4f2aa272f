-- The rates that platforms printed of the chosen broadcasts beside what their counts give; over the temporary tables
-- chosen, metric_definition and broadcast_metric.
-- A printed rate may be rounded or cut: it is taken as exact to one unit of the last decimal that its file prints of that
-- rate, and so is the money above it; a duration in whole minutes as exact to a minute.
-- same_as: another rate that the platform prints of this broadcast, whose value this one has.
-- Rows: by start of the broadcast, then by metric.
WITH
told AS (
  SELECT b.shop, b.broadcast, b.file_id, unnest(map_entries(b.reported)) AS entry,
         coalesce(b.paid_gmv, b.attributed_gmv) AS gmv
  FROM broadcast AS b
  WHERE b.superseded_by IS NULL
),
printed AS (
  SELECT shop, broadcast, file_id, entry.key AS metric, entry.value AS printed, gmv
  FROM told WHERE entry.value IS NOT NULL
),
precise AS (
  SELECT file_id, metric,
         max(length(rtrim(split_part(CAST(printed AS VARCHAR), '.', 2), '0'))) AS decimals,
         CASE WHEN bool_or(gmv <> floor(gmv)) THEN 0.01 ELSE 1 END AS money_unit
  FROM printed GROUP BY file_id, metric
),
-- Rates that a platform divides by something that its export does not hold, as the dictionary says.
defined_otherwise(platform, metric) AS (
  VALUES ('tiktok-shop', 'like_rate'), ('tiktok-shop', 'share_rate'), ('tiktok-shop', 'comment_rate'),
         ('tiktok-shop', 'follow_rate')
),
beside AS (
  SELECT c.shop, c.broadcast, c.platform, c.started_at, c.currency, p.metric, p.printed,
         CAST(m.value AS DECIMAL(38,8)) AS recomputed, m.scope, coalesce(m.in_money, FALSE) AS in_money,
         m.metric IS NOT NULL AS computable, m.known, m.below,
         o.metric IS NOT NULL AS otherwise,
         pow(10, -q.decimals)
         + CASE WHEN m.in_money THEN q.money_unit * d.per / nullif(m.below, 0) ELSE 0 END
         + CASE WHEN d.below = 'duration_seconds'
                THEN m.value * CASE WHEN m.below % 60 = 0 THEN 60 ELSE 1 END / nullif(m.below, 0)
                ELSE 0 END AS tolerance
  FROM chosen AS c
  JOIN printed AS p ON p.shop = c.shop AND p.broadcast = c.broadcast
  JOIN precise AS q ON q.file_id = p.file_id AND q.metric = p.metric
  LEFT JOIN broadcast_metric AS m ON m.shop = c.shop AND m.broadcast = c.broadcast AND m.metric = p.metric
  LEFT JOIN metric_definition AS d ON d.metric = p.metric
  LEFT JOIN defined_otherwise AS o ON o.platform = c.platform AND o.metric = p.metric
),
judged AS (
  SELECT *,
         CASE WHEN recomputed IS NULL THEN 'not_checked'
              WHEN abs(printed - recomputed) <= tolerance THEN 'agrees'
              WHEN otherwise THEN 'defined_otherwise'
              ELSE 'differs' END AS verdict
  FROM beside
),
twin AS (
  SELECT j.shop, j.broadcast, j.metric, min(k.metric) AS same_as
  FROM judged AS j
  JOIN judged AS k ON k.shop = j.shop AND k.broadcast = j.broadcast AND k.metric <> j.metric AND k.in_money = j.in_money
  WHERE j.verdict = 'differs' AND j.printed <> 0
    AND (j.printed = k.printed OR abs(j.printed - k.recomputed) <= j.tolerance)
  GROUP BY j.shop, j.broadcast, j.metric
)
SELECT j.shop, j.broadcast, j.platform, j.metric, j.printed, j.recomputed, j.scope,
       CAST(j.printed - j.recomputed AS DECIMAL(38,8)) AS difference,
       CAST(CASE WHEN j.recomputed IS NOT NULL THEN j.tolerance END AS DECIMAL(38,8)) AS tolerance,
       j.verdict, t.same_as,
       CASE WHEN j.recomputed IS NOT NULL THEN NULL
            WHEN NOT j.computable THEN 'the export lacks its counts'
            WHEN NOT j.known THEN 'a count of its formula is not known'
            ELSE 'nothing to divide by' END AS reason,
       CASE WHEN j.in_money THEN j.currency END AS currency
FROM judged AS j
LEFT JOIN twin AS t ON t.shop = j.shop AND t.broadcast = j.broadcast AND t.metric = j.metric
ORDER BY j.started_at, j.broadcast, j.shop, j.metric
