-- Which channels or layers stand in a journey, whether or not the rule counts them?
SELECT DISTINCT unnest(list_transform(touches, lambda t: t.credited)) AS channel
FROM whole_journey
ORDER BY channel
