-- Up to which day do the orders reach, how many purchases have a buyer, and which currencies are they in?
-- $1 VARCHAR  a shop, or NULL for all
-- $2 VARCHAR  the zone of shops that state none
WITH told AS (
  SELECT max(CAST(timezone(coalesce(s.zone, CAST($2 AS VARCHAR)), coalesce(l.as_of, l.created_at)) AS DATE)) AS day
  FROM order_line l
  LEFT JOIN shop s ON s.shop = l.shop
  WHERE l.superseded_by IS NULL AND ($1 IS NULL OR l.shop = $1)
)
SELECT
  greatest((SELECT day FROM told), max(day)) AS day,
  count(buyer) AS known,
  count(*) AS purchases,
  coalesce(list_sort(list(DISTINCT currency)), []) AS currencies
FROM purchase
