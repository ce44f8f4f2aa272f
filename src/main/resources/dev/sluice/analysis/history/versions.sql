-- The frozen versions of a plan.
-- $1 VARCHAR the plan, or NULL for all
-- Rows: by plan, the latest version first.
SELECT p.plan, p.version, p.saved_at, p.starts_at, p.account, p.sha256
FROM plan AS p
WHERE $1 IS NULL OR p.plan = $1
ORDER BY p.plan, p.version DESC
