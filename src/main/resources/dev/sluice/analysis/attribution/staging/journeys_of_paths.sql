-- The journeys of a paths file; equal ones are one. $1 BOOLEAN whether lost journeys count
CREATE TEMP TABLE whole_journey AS
WITH path AS (
  SELECT path, sum(conversions) AS conversions, sum(value) AS value, coalesce(sum("null"), 0) AS lost
  FROM path_file
  GROUP BY path
)
SELECT
  list_transform(
    coalesce(string_split(path, ' > '), []),
    lambda name: struct_pack(channel := trim(name), credited := trim(name), age := CAST(NULL AS BIGINT)))
    AS touches,
  CAST(conversions AS DECIMAL(24,6)) AS conversions,
  CAST(value AS DECIMAL(34,10)) AS value,
  CAST(CASE WHEN $1 THEN lost ELSE 0 END AS DECIMAL(24,6)) AS lost
FROM path
