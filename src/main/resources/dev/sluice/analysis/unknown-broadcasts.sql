-- Which of the broadcasts asked for are not there.
-- $1 VARCHAR their ids, joined by U+001F
SELECT a.broadcast
FROM (SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))) AS broadcast) AS a
WHERE a.broadcast NOT IN (SELECT broadcast FROM broadcast WHERE superseded_by IS NULL)
ORDER BY a.broadcast
