-- How often does a journey go from one channel to the next? NULL as source is the start; a journey ends in
-- 'conversion' or, when lost journeys count, in 'null'.
WITH path AS (
  SELECT list_transform(touches, lambda t: t.credited) AS path, sum(conversions) AS conversions, sum(lost) AS lost
  FROM journey
  WHERE len(touches) > 0
  GROUP BY ALL
),
hop AS (
  SELECT
    unnest(list_concat([CAST(NULL AS VARCHAR)], path[:-2])) AS source,
    unnest(path) AS target,
    NULL AS ending,
    conversions + lost AS weight
  FROM path
  UNION ALL
  SELECT path[-1], NULL, 'conversion', conversions FROM path
  UNION ALL
  SELECT path[-1], NULL, 'null', lost FROM path
)
SELECT source, target, ending, sum(weight) AS weight
FROM hop
GROUP BY ALL
HAVING sum(weight) > 0
ORDER BY ALL
