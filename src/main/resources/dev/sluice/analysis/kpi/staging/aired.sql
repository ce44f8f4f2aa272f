-- The broadcasts in force, and what places them beside others.
-- $1 VARCHAR the zone of shops that state none
CREATE OR REPLACE TEMP TABLE aired AS
WITH
placed AS (
  SELECT b.shop, b.broadcast, b.platform, coalesce(b.account, b.shop) AS account, b.host, b.started_at,
         timezone(coalesce(z.zone, CAST($1 AS VARCHAR)), b.started_at) AS started_local,
         coalesce(b.ended_at, b.started_at + to_seconds(b.duration_seconds)) AS ended_at,
         z.zone IS NULL AS without_zone, coalesce(b.currency, z.currency) AS currency, b.as_of
  FROM broadcast AS b LEFT JOIN shop AS z ON z.shop = b.shop
  WHERE b.superseded_by IS NULL
),
aged AS (
  SELECT *,
         -- Whole days from the end of the broadcast to the export: refunds go on for weeks.
         CASE WHEN as_of >= ended_at THEN CAST(floor((epoch(as_of) - epoch(ended_at)) / 86400) AS BIGINT) END
           AS maturity_days
  FROM placed
)
SELECT shop, broadcast, platform, account, host, started_at, started_local, without_zone, currency,
       isodow(started_local) AS weekday,
       hour(started_local) // 3 * 3 AS slot,
       maturity_days,
       -- The last of these ages that it has reached.
       CASE WHEN maturity_days >= 30 THEN 'D30' WHEN maturity_days >= 14 THEN 'D14' WHEN maturity_days >= 7 THEN 'D7'
            WHEN maturity_days >= 1 THEN 'D1' WHEN maturity_days >= 0 THEN 'D0' END AS maturity
FROM aged
