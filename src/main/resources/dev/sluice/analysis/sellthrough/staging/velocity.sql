-- How fast each SKU sold while there was any left, when it sold out, and what that may have cost: a row a SKU.
-- $1 VARCHAR the broadcasts, joined by U+001F
-- Rows: the fastest first.
WITH
live AS (
  SELECT shop, broadcast, started_at, coalesce(ended_at, started_at + to_seconds(duration_seconds)) AS ended_at
  FROM broadcast
  WHERE superseded_by IS NULL AND broadcast IN (SELECT unnest(string_split(CAST($1 AS VARCHAR), chr(31))))
),
-- The last allocation to each broadcast at its start.
allocation AS (
  SELECT shop, sku, broadcast, sum(allocated) AS allocated
  FROM (
    SELECT s.shop, s.sku, s.location, s.broadcast,
           arg_max(s.allocated, row(s.ts, s.file_id, s.row_number)) AS allocated
    FROM stock AS s JOIN live AS v ON v.shop = s.shop AND v.broadcast = s.broadcast
    WHERE s.superseded_by IS NULL AND s.allocated IS NOT NULL AND s.ts <= v.started_at
    GROUP BY s.shop, s.sku, s.location, s.broadcast
  )
  GROUP BY shop, sku, broadcast
),
sale AS (
  SELECT shop, broadcast, sku, created_at, sum(quantity) AS units, min(name) AS name,
         sum(sum(quantity)) OVER (PARTITION BY shop, broadcast, sku ORDER BY created_at) AS so_far
  FROM sold_line
  WHERE sku IS NOT NULL AND created_at IS NOT NULL
  GROUP BY shop, broadcast, sku, created_at
),
-- Each SKU in each broadcast that it was allocated to or sold in.
offer AS (
  SELECT v.shop, v.broadcast, k.sku, v.started_at, v.ended_at, a.allocated,
         (SELECT min(s.created_at) FROM sale AS s
          WHERE s.shop = k.shop AND s.broadcast = k.broadcast AND s.sku = k.sku AND s.so_far >= a.allocated) AS reached_at
  FROM (SELECT shop, broadcast, sku FROM allocation UNION SELECT shop, broadcast, sku FROM sale) AS k
  JOIN live AS v ON v.shop = k.shop AND v.broadcast = k.broadcast
  LEFT JOIN allocation AS a ON a.shop = k.shop AND a.broadcast = k.broadcast AND a.sku = k.sku
),
-- In stock until the units sold reach those allocated, at the latest until the end: then nobody looked on.
watched AS (
  SELECT *, sold_out_at IS NOT NULL AS sold_out, coalesce(sold_out_at, ended_at) AS until_at
  FROM (
    SELECT *, CASE WHEN allocated > 0 AND reached_at IS NOT NULL AND (ended_at IS NULL OR reached_at <= ended_at)
                   THEN greatest(reached_at, started_at) END AS sold_out_at
    FROM offer
  )
),
-- Who was there before and after, where nine minutes in ten tell it. Else the clock stands in: as many as before.
minute AS (
  SELECT shop, broadcast, minute, avg(average_viewers) AS viewers
  FROM broadcast_minute WHERE superseded_by IS NULL AND average_viewers IS NOT NULL
  GROUP BY shop, broadcast, minute
),
audience AS (
  SELECT w.shop, w.broadcast, w.sku, count(*) AS minutes,
         sum(m.viewers) FILTER (WHERE m.minute < w.until_at) AS before,
         sum(m.viewers) FILTER (WHERE m.minute >= w.until_at) AS after
  FROM watched AS w
  JOIN minute AS m ON m.shop = w.shop AND m.broadcast = w.broadcast AND m.minute >= w.started_at AND m.minute < w.ended_at
  WHERE w.sold_out
  GROUP BY w.shop, w.broadcast, w.sku
),
counted AS (
  SELECT w.shop, w.broadcast, w.sku,
         sum(s.units) FILTER (WHERE s.created_at BETWEEN w.started_at AND w.until_at) AS units_in_stock,
         coalesce(sum(s.units) FILTER (WHERE s.created_at > w.until_at AND s.created_at <= w.ended_at), 0) AS units_after
  FROM watched AS w LEFT JOIN sale AS s ON s.shop = w.shop AND s.broadcast = w.broadcast AND s.sku = w.sku
  GROUP BY w.shop, w.broadcast, w.sku
),
paced AS (
  SELECT w.*, coalesce(c.units_in_stock, 0) AS units_in_stock, c.units_after,
         (epoch_ms(w.until_at) - epoch_ms(w.started_at)) / 60000.0 AS minutes_in_stock,
         (epoch_ms(w.ended_at) - epoch_ms(w.until_at)) / 60000.0 AS minutes_after,
         CASE WHEN a.before > 0 AND a.minutes >= 0.9 * (epoch_ms(w.ended_at) - epoch_ms(w.started_at)) / 60000
              THEN coalesce(a.after, 0) / a.before END AS audience_after
  FROM watched AS w
  JOIN counted AS c ON c.shop = w.shop AND c.broadcast = w.broadcast AND c.sku = w.sku
  LEFT JOIN audience AS a ON a.shop = w.shop AND a.broadcast = w.broadcast AND a.sku = w.sku
),
lost AS (
  SELECT *,
         CASE WHEN sold_out AND ended_at IS NOT NULL AND minutes_in_stock > 0 AND units_in_stock > 0
              THEN greatest(units_in_stock * coalesce(audience_after, minutes_after / minutes_in_stock) - units_after, 0)
              END AS lost_units
  FROM paced
),
-- Kaplan and Meier: at each time of selling out, the part of those still in stock that it did not sell out.
-- A broadcast that ended before says only that it took longer.
survival AS (
  SELECT e.shop, e.sku, e.minutes_in_stock AS minutes,
         product(1 - e.events / e.at_risk) OVER (PARTITION BY e.shop, e.sku ORDER BY e.minutes_in_stock) AS left_over
  FROM (
    SELECT t.shop, t.sku, t.minutes_in_stock, count(*) FILTER (WHERE r.sold_out AND r.minutes_in_stock = t.minutes_in_stock) AS events,
           CAST(count(*) AS DOUBLE) AS at_risk
    FROM (SELECT DISTINCT shop, sku, minutes_in_stock FROM paced WHERE sold_out) AS t
    JOIN paced AS r ON r.shop = t.shop AND r.sku = t.sku AND r.allocated > 0 AND r.minutes_in_stock >= t.minutes_in_stock
    GROUP BY t.shop, t.sku, t.minutes_in_stock
  ) AS e
),
median AS (
  SELECT shop, sku, min(minutes) AS minutes FROM survival WHERE left_over <= 0.5 + 1e-12 GROUP BY shop, sku
),
named AS (
  SELECT shop, sku, min(name) AS name FROM sale GROUP BY shop, sku
)
SELECT l.shop, l.sku, min(n.name) AS name, count(*) AS broadcasts,
       count(*) FILTER (WHERE l.allocated > 0) AS allocated_to,
       count(*) FILTER (WHERE l.sold_out) AS sold_out_in,
       count(*) FILTER (WHERE l.allocated > 0 AND NOT l.sold_out AND l.ended_at IS NOT NULL) AS not_by_the_end,
       CASE WHEN count(*) = 1 THEN min(l.sold_out_at) END AS sold_out_at,
       CAST(min(m.minutes) AS DECIMAL(18,2)) AS minutes_to_sell_out,
       CAST(sum(l.units_in_stock) FILTER (WHERE l.minutes_in_stock > 0) AS BIGINT) AS units_in_stock,
       CAST(sum(l.minutes_in_stock) FILTER (WHERE l.minutes_in_stock > 0) / 60 AS DECIMAL(18,2)) AS hours_in_stock,
       CAST(sum(l.units_in_stock) FILTER (WHERE l.minutes_in_stock > 0) * 60
            / nullif(sum(l.minutes_in_stock) FILTER (WHERE l.minutes_in_stock > 0), 0) AS DECIMAL(18,2)) AS units_per_hour,
       CAST(sum(l.lost_units) AS DECIMAL(18,1)) AS lost_units,
       count(l.lost_units) AS estimated_in,
       count(*) FILTER (WHERE l.lost_units IS NOT NULL AND l.audience_after IS NOT NULL) AS by_audience,
       count(*) FILTER (WHERE l.ended_at IS NULL) AS without_end
FROM lost AS l
LEFT JOIN median AS m ON m.shop = l.shop AND m.sku = l.sku
LEFT JOIN named AS n ON n.shop = l.shop AND n.sku = l.sku
GROUP BY l.shop, l.sku
ORDER BY units_per_hour DESC NULLS LAST, l.shop, l.sku
