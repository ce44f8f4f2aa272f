-- The broadcast that began last. One row, or none.
SELECT broadcast
FROM broadcast
WHERE superseded_by IS NULL
ORDER BY started_at DESC, broadcast DESC
LIMIT 1
