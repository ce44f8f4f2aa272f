-- The broadcasts in force: how many, the first start and the last.
-- No parameters. One row.
SELECT count(*) AS count, min(started_at) AS first, max(started_at) AS last
FROM broadcast
WHERE superseded_by IS NULL
