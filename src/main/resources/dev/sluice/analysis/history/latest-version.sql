-- The latest frozen version of a plan.
-- $1 VARCHAR the plan
-- Rows: one, or none where it was never frozen.
SELECT version, sha256, saved_at, note
FROM plan
WHERE plan = $1
ORDER BY version DESC
LIMIT 1
