-- The days on which the first and the last broadcast began; over the temporary table aired. One row.
SELECT min(CAST(started_local AS DATE)) AS first_day, max(CAST(started_local AS DATE)) AS last_day FROM aired
