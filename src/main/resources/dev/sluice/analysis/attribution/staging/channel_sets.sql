-- How much was converted by journeys through exactly these channels?
SELECT
  list_sort(list_distinct(list_transform(touches, lambda t: t.credited))) AS channels,
  sum(conversions) AS conversions,
  coalesce(sum(value), 0) AS value
FROM journey
WHERE len(touches) > 0
GROUP BY ALL
ORDER BY ALL
