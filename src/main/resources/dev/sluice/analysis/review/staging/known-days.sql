-- The days on which the first and the last broadcast began; over the temporary table aired. One row.
-- $1 VARCHAR whose broadcasts, or NULL for everybody's
SELECT min(CAST(started_local AS DATE)) AS first_day, max(CAST(started_local AS DATE)) AS last_day
FROM aired
WHERE $1 IS NULL OR account = $1
