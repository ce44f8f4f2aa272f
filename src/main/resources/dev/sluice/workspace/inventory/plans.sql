-- The frozen plans: how many versions, when the latest was saved, and when its broadcast was to start.
-- No parameters. Ordered by plan.
SELECT plan, count(*) AS versions, max(saved_at) AS saved_at, max_by(starts_at, version) AS starts_at
FROM plan
GROUP BY plan
ORDER BY plan
