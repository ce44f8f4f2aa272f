-- How much of what was ordered together came back by D0, D1, D7, D14 and D30: a row a cohort and stage.
-- $1 VARCHAR what makes a cohort of lines: broadcast, day, week or month of the order in the shop's zone
-- Rows: by shop, cohort and stage, oldest first.
WITH
stage(position, days) AS (
  VALUES (1, 0), (2, 1), (3, 7), (4, 14), (5, 30)
),
-- A line belongs to the day on which its order was made; it ages from its payment.
line AS (
  SELECT shop, order_id, line_id, broadcast, quantity, as_of, zone, cancelled_at IS NOT NULL AS cancelled,
         CAST(timezone(zone, coalesce(created_at, ordered_at)) AS DATE) AS made_on,
         CAST(timezone(zone, ordered_at) AS DATE) AS paid_on,
         CAST(timezone(zone, cancelled_at) AS DATE) AS cancelled_on
  FROM sold_line
),
grouped AS (
  SELECT *,
         CASE CAST($1 AS VARCHAR)
           WHEN 'broadcast' THEN broadcast WHEN 'day' THEN CAST(made_on AS VARCHAR)
           WHEN 'week' THEN strftime(made_on, '%G-W%V') ELSE strftime(made_on, '%Y-%m') END AS cohort
  FROM line
),
-- An export that knows a refund of some day is at least of that day.
refunding AS (
  SELECT shop, max(greatest(as_of, refunded_at)) AS as_of, bool_or(quantity IS NOT NULL AND line_id IS NOT NULL) AS tells_units
  FROM refund WHERE superseded_by IS NULL GROUP BY shop
),
fresh AS (
  SELECT g.shop, CAST(timezone(any_value(g.zone), greatest(max(g.as_of), any_value(r.as_of))) AS DATE) AS as_of_day,
         bool_or(r.tells_units) AS tells_units
  FROM grouped AS g LEFT JOIN refunding AS r ON r.shop = g.shop
  GROUP BY g.shop
),
cohort AS (
  SELECT shop, cohort, min(made_on) AS starts, sum(quantity) AS units_sold, max(paid_on) AS last_day
  FROM grouped GROUP BY shop, cohort
),
-- What undid a sale, and so many days after the order; a refund of unknown time counts at once. A line cancelled after
-- payment came back whole: from then on its refunds add nothing.
undone AS (
  SELECT g.shop, g.cohort, r.quantity,
         coalesce(date_diff('day', g.paid_on, CAST(timezone(g.zone, r.refunded_at) AS DATE)), 0) AS day,
         CASE WHEN g.cancelled THEN coalesce(date_diff('day', g.paid_on, g.cancelled_on), 0) END AS until_day
  FROM grouped AS g JOIN refund AS r ON r.shop = g.shop AND r.order_id = g.order_id AND r.line_id = g.line_id
  WHERE r.superseded_by IS NULL
  UNION ALL
  SELECT shop, cohort, quantity, coalesce(date_diff('day', paid_on, cancelled_on), 0), NULL
  FROM grouped WHERE cancelled
),
returned AS (
  SELECT u.shop, u.cohort, s.position, sum(u.quantity) AS units
  FROM undone AS u JOIN stage AS s ON u.day <= s.days AND (u.until_day IS NULL OR u.until_day > s.days)
  GROUP BY u.shop, u.cohort, s.position
),
-- A stage is known once every order of the cohort has reached it, and where refunds tell units or some came back.
cell AS (
  SELECT c.shop, c.cohort, c.starts, c.units_sold, s.position, s.days,
         CASE WHEN f.as_of_day >= c.last_day + s.days
                   AND (f.tells_units OR max(r.units) OVER (PARTITION BY c.shop, c.cohort) > 0)
              THEN coalesce(r.units, 0) END AS returned
  FROM cohort AS c CROSS JOIN stage AS s
  JOIN fresh AS f ON f.shop = c.shop
  LEFT JOIN returned AS r ON r.shop = c.shop AND r.cohort IS NOT DISTINCT FROM c.cohort AND r.position = s.position
),
stepped AS (
  SELECT *,
         returned - coalesce(lag(returned) OVER (PARTITION BY shop, cohort ORDER BY position), 0) AS added,
         max(CASE WHEN returned IS NOT NULL THEN position END) OVER (PARTITION BY shop, cohort) AS reached
  FROM cell
),
-- What a stage adds to the units that came back, over the units sold, of all cohorts that have reached it.
development AS (
  SELECT shop, position, count(*) AS cohorts, sum(units_sold) AS units_sold, sum(added) / nullif(sum(units_sold), 0) AS added
  FROM stepped WHERE returned IS NOT NULL AND units_sold IS NOT NULL
  GROUP BY shop, position
),
-- From the last stage that a cohort has reached to a later one: all that the stages between add. A stage that no
-- cohort has reached makes that unknown.
projected AS (
  SELECT t.shop, t.cohort, t.position,
         CASE WHEN count(d.added) = count(*) THEN any_value(l.returned) + any_value(t.units_sold) * sum(d.added) END AS units
  FROM stepped AS t
  JOIN stepped AS l ON l.shop = t.shop AND l.cohort IS NOT DISTINCT FROM t.cohort AND l.position = t.reached
  JOIN stage AS s ON s.position > t.reached AND s.position <= t.position
  LEFT JOIN development AS d ON d.shop = t.shop AND d.position = s.position
  WHERE t.position > t.reached
  GROUP BY t.shop, t.cohort, t.position
)
SELECT t.shop, t.cohort, t.starts, CAST(t.units_sold AS BIGINT) AS units_sold, t.days,
       CAST(t.returned AS BIGINT) AS returned,
       t.returned / nullif(t.units_sold, 0) AS share,
       CAST(p.units AS DECIMAL(18,2)) AS projected,
       p.units / nullif(t.units_sold, 0) AS projected_share,
       coalesce(d.cohorts, 0) AS cohorts_that_reached,
       d.added AS added_by_stage
FROM stepped AS t
LEFT JOIN projected AS p ON p.shop = t.shop AND p.cohort IS NOT DISTINCT FROM t.cohort AND p.position = t.position
LEFT JOIN development AS d ON d.shop = t.shop AND d.position = t.position
ORDER BY t.shop, t.starts, t.cohort, t.position
