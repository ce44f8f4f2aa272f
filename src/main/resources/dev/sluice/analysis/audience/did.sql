-- Of the users who did the first of these events, how many did each of them? Their order in time is not looked at.
-- $1 VARCHAR  the events, separated by U+001F
-- $2 VARCHAR  a shop, or NULL for all
WITH wanted AS (
  SELECT
    unnest(string_split(CAST($1 AS VARCHAR), chr(31))) AS event,
    generate_subscripts(string_split(CAST($1 AS VARCHAR), chr(31)), 1) AS place
),
did AS (
  SELECT DISTINCT e.shop, e."user", w.place
  FROM event e
  JOIN wanted w ON w.event = e.event
  WHERE e.superseded_by IS NULL AND ($2 IS NULL OR e.shop = $2)
),
anchored AS (
  SELECT d.place, count(*) AS users
  FROM did d
  JOIN did a ON a.shop = d.shop AND a."user" = d."user" AND a.place = 1
  GROUP BY d.place
)
SELECT
  w.event,
  coalesce(a.users, 0) AS users,
  CAST(coalesce(a.users, 0) / nullif(first_value(coalesce(a.users, 0)) OVER (ORDER BY w.place), 0) AS DECIMAL(18,6))
    AS rate
FROM wanted w
LEFT JOIN anchored a ON a.place = w.place
ORDER BY w.place
