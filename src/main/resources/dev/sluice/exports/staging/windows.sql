-- Which rows of {{table}} are in force where windows of the same thing overlap, so that no day counts twice: for all that
-- the imported file speaks of. A window that shorter ones fill day by day is told by those. One that they do not fill
-- is told by itself, and not by them; of two that merely overlap the later file's holds.
-- The answer does not depend on the order of the imports, so it is found anew with every file.
-- Template: {{table}}; {{key}} the columns that name a thing, apart from its window; {{same}} that of a and b they agree.
UPDATE {{table}} AS told SET superseded_by = verdict.superseded_by
FROM (
  WITH
  thing AS (
    SELECT DISTINCT {{key}} FROM spoken_of
  ),
  -- Of one window the freshest word, unless its file as a whole is overruled.
  word AS (
    SELECT a.rowid AS id, a.file_id, a.as_of, a.superseded_by, a.first_day, a.last_day, {{a.key}}
    FROM {{table}} AS a
    JOIN thing AS b ON {{same}}
    LEFT JOIN source_file AS f ON f.file_id = a.file_id
    WHERE f.superseded_by IS NULL
    QUALIFY row_number() OVER (PARTITION BY {{a.key}}, a.first_day, a.last_day
                               ORDER BY a.superseded_by IS NULL DESC, a.as_of DESC NULLS LAST, a.file_id DESC) = 1
  ),
  covered AS (
    SELECT a.id, max(b.file_id) AS file_id, count(DISTINCT day) AS days
    FROM word AS a
    JOIN word AS b ON {{same}} AND b.first_day >= a.first_day AND b.last_day <= a.last_day
                  AND b.last_day - b.first_day < a.last_day - a.first_day,
    unnest(generate_series(b.first_day, b.last_day, INTERVAL 1 DAY)) AS days(day)
    WHERE a.last_day > a.first_day
    GROUP BY a.id
  ),
  whole AS (
    SELECT a.*, c.file_id AS parts_file, coalesce(c.days = a.last_day - a.first_day + 1, FALSE) AS filled
    FROM word AS a LEFT JOIN covered AS c ON c.id = a.id
  ),
  overruled AS (
    SELECT b.id, max(a.file_id) AS file_id
    FROM whole AS a
    JOIN whole AS b ON {{same}} AND a.id <> b.id AND a.first_day <= b.last_day AND b.first_day <= a.last_day
    WHERE a.last_day > a.first_day AND NOT a.filled
      AND NOT (a.first_day >= b.first_day AND a.last_day <= b.last_day)
      AND (a.first_day <= b.first_day AND a.last_day >= b.last_day
           OR (a.as_of > b.as_of OR (b.as_of > a.as_of) IS NOT TRUE AND a.file_id > b.file_id))
    GROUP BY b.id
  )
  SELECT w.id, CASE WHEN w.filled THEN w.parts_file ELSE o.file_id END AS superseded_by
  FROM whole AS w LEFT JOIN overruled AS o ON o.id = w.id
) AS verdict
WHERE told.rowid = verdict.id AND told.superseded_by IS DISTINCT FROM verdict.superseded_by
