-- How much was converted by journeys of each length with the channel at each place in them?
WITH touch AS (
  SELECT
    unnest(touches).credited AS channel,
    generate_subscripts(touches, 1) AS position,
    len(touches) AS length,
    conversions,
    value
  FROM journey
)
SELECT
  channel,
  length,
  CASE
    WHEN length = 1 THEN 'only'
    WHEN position = 1 THEN 'first'
    WHEN position = length THEN 'last'
    ELSE 'middle'
  END AS place,
  sum(conversions) AS conversions,
  coalesce(sum(value), 0) AS value
FROM touch
GROUP BY ALL
ORDER BY ALL
