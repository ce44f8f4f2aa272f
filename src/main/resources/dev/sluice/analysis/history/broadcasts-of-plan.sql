-- The broadcasts that a plan can be set against: those whose imported results by layer name the plan, and the one of
-- its account that began nearest to the planned start, at most six hours from it.
-- $1 VARCHAR the plan, $2 VARCHAR its account, $3 TIMESTAMPTZ its start
-- Rows: by start.
WITH
named AS (
  SELECT DISTINCT broadcast
  FROM layer_actual
  WHERE superseded_by IS NULL AND plan = $1
),
nearest AS (
  SELECT broadcast
  FROM broadcast
  WHERE superseded_by IS NULL AND account = $2
    AND abs(epoch(started_at) - epoch(CAST($3 AS TIMESTAMPTZ))) <= 6 * 3600
  ORDER BY abs(epoch(started_at) - epoch(CAST($3 AS TIMESTAMPTZ))), broadcast
  LIMIT 1
),
candidates AS (
  SELECT broadcast FROM named
  UNION
  SELECT broadcast FROM nearest WHERE NOT EXISTS (SELECT 1 FROM named)
)
SELECT c.broadcast, min(b.started_at) AS started_at, count(b.broadcast) > 0 AS imported
FROM candidates AS c
LEFT JOIN broadcast AS b ON b.broadcast = c.broadcast AND b.superseded_by IS NULL
GROUP BY c.broadcast
ORDER BY started_at, c.broadcast
