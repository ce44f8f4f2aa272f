-- The broadcasts that are over.
-- $1 TIMESTAMPTZ the present
-- $2 VARCHAR     the account, or NULL for all
SELECT DISTINCT broadcast
FROM broadcast
WHERE superseded_by IS NULL
  AND coalesce(ended_at, started_at + to_seconds(duration_seconds), started_at) <= CAST($1 AS TIMESTAMPTZ)
  AND ($2 IS NULL OR account = $2)
ORDER BY broadcast
