-- Keeps the definitions of some metrics only.
-- $1 VARCHAR their names, joined by U+001F
DELETE FROM metric_definition
WHERE metric NOT IN (SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))))
