-- Whether the dates of a staged file that do not begin with the year begin with the day or the month,
-- and whether any of its times lacks an offset.
-- Template: the cells of days and instants, with is_instant for those of instants. One row.
WITH dates AS (
  {{dates}}
),
parts AS (
  SELECT
    try_cast(regexp_extract(cell, '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}', 1) AS INTEGER) AS first,
    try_cast(regexp_extract(cell, '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}', 2) AS INTEGER) AS second,
    regexp_matches(cell, '[AaPp][Mm]$') AS half_day
  FROM dates
  WHERE cell NOT LIKE '____-%' AND regexp_matches(cell, '^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}')
)
SELECT
  count(*) FILTER (first > 12) AS day_first,
  -- A 12-hour clock is a habit of places that write the month first.
  count(*) FILTER (second > 12 OR (half_day AND first <= 12)) AS month_first,
  count(*) FILTER (first <= 12 AND second <= 12 AND NOT half_day) AS either,
  (SELECT count(*) FROM (SELECT 1 FROM dates
   WHERE is_instant AND cell IS NOT NULL
     AND NOT regexp_matches(cell, '[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?\s*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$') LIMIT 1)) AS local
FROM parts
