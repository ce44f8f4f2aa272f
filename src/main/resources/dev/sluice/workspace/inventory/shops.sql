-- The shops: what is known of each, and how many files and broadcasts of it are in force.
-- No parameters. Ordered by shop.
WITH
  named AS (
    SELECT shop FROM shop
    UNION
    SELECT shop FROM source_file
  ),
  files AS (
    SELECT shop, count(*) AS files
    FROM source_file
    WHERE superseded_by IS NULL
    GROUP BY shop
  ),
  broadcasts AS (
    SELECT shop, count(*) AS broadcasts, min(started_at) AS first, max(started_at) AS last
    FROM broadcast
    WHERE superseded_by IS NULL
    GROUP BY shop
  )
SELECT
  named.shop,
  shop.platform,
  shop.zone,
  shop.currency,
  coalesce(files.files, 0) AS files,
  coalesce(broadcasts.broadcasts, 0) AS broadcasts,
  broadcasts.first AS first_broadcast,
  broadcasts.last AS last_broadcast
FROM named
LEFT JOIN shop ON shop.shop = named.shop
LEFT JOIN files ON files.shop = named.shop
LEFT JOIN broadcasts ON broadcasts.shop = named.shop
ORDER BY named.shop
