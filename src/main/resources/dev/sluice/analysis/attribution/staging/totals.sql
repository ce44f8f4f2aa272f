-- What is there to share out, and what of it has no touch?
SELECT
  coalesce(sum(conversions), 0) AS conversions,
  sum(value) AS value,
  coalesce(sum(conversions) FILTER (WHERE value IS NOT NULL), 0) AS valued,
  coalesce(sum(conversions) FILTER (WHERE len(touches) = 0), 0) AS unattributed_conversions,
  sum(value) FILTER (WHERE len(touches) = 0) AS unattributed_value,
  coalesce(sum(lost), 0) AS lost
FROM journey
