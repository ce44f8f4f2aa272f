-- The broadcasts whose names are nearest to one that is not there.
-- $1 VARCHAR the name
-- Rows: nearest first, at most three.
SELECT broadcast
FROM (SELECT DISTINCT broadcast FROM broadcast WHERE superseded_by IS NULL)
ORDER BY levenshtein(broadcast, CAST($1 AS VARCHAR)), broadcast
LIMIT 3
