-- Who began or stopped to follow in each broadcast, and which part of the viewers joined.
-- $1 VARCHAR     ids of broadcasts, separated by U+001F, or NULL for all
-- $2, $3 VARCHAR first and last day of their starts in the shop's zone, both included; NULL = open
-- $4 VARCHAR     the zone of shops that state none
-- The last row, without a broadcast, is the whole. Its rates are ratios of sums over the broadcasts that know both
-- counts; a sum is NULL where no broadcast knows it. Viewers of several broadcasts are not added: people repeat.
WITH chosen AS (
  SELECT b.*
  FROM broadcast AS b
  LEFT JOIN shop AS z ON z.shop = b.shop
  WHERE b.superseded_by IS NULL
    AND ($1 IS NULL OR b.broadcast IN (SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31)))))
    AND CAST(timezone(coalesce(z.zone, CAST($4 AS VARCHAR)), b.started_at) AS DATE)
        BETWEEN coalesce(CAST($2 AS DATE), DATE '-infinity') AND coalesce(CAST($3 AS DATE), DATE 'infinity')
),
counted AS (
  SELECT
    shop,
    broadcast,
    grouping(broadcast) = 1 AS whole,
    min(started_at) AS started_at,
    count(*) AS broadcasts,
    CASE WHEN grouping(broadcast) = 0 THEN sum(viewers) END AS viewers,
    sum(new_followers) AS new_followers,
    sum(lost_followers) AS lost_followers,
    sum(new_followers - lost_followers) AS net_new_followers,
    sum(new_followers) FILTER (WHERE viewers IS NOT NULL)
      / nullif(sum(viewers) FILTER (WHERE new_followers IS NOT NULL), 0) AS follow_rate,
    sum(new_fan_club_members) AS new_fan_club_members,
    sum(new_fan_club_members) FILTER (WHERE viewers IS NOT NULL)
      / nullif(sum(viewers) FILTER (WHERE new_fan_club_members IS NOT NULL), 0) AS fan_club_rate,
    sum(new_shopping_group_members) AS new_shopping_group_members,
    count(new_followers) AS known_new_followers,
    count(lost_followers) AS known_lost_followers,
    count(new_fan_club_members) AS known_new_fan_club_members,
    count(new_shopping_group_members) AS known_new_shopping_group_members
  FROM chosen
  GROUP BY GROUPING SETS ((shop, broadcast), ())
)
SELECT
  broadcast,
  shop,
  CASE WHEN NOT whole THEN started_at END AS started_at,
  viewers,
  new_followers,
  lost_followers,
  net_new_followers,
  CAST(follow_rate AS DECIMAL(18,6)) AS follow_rate,
  new_fan_club_members,
  CAST(fan_club_rate AS DECIMAL(18,6)) AS fan_club_rate,
  new_shopping_group_members,
  broadcasts,
  known_new_followers,
  known_lost_followers,
  known_new_fan_club_members,
  known_new_shopping_group_members
FROM counted
ORDER BY whole, started_at, shop, broadcast
