-- The latest frozen plan of each broadcast that has one; over the temporary table aired. A plan belongs to the broadcasts
-- that results by layer name, else to those of its account that began within six hours of its start. Of several the one
-- that was frozen last.
CREATE OR REPLACE TEMP TABLE plan_of_broadcast AS
WITH
latest AS (
  SELECT * FROM plan QUALIFY row_number() OVER (PARTITION BY plan ORDER BY version DESC) = 1
),
named AS (
  SELECT DISTINCT plan, broadcast FROM layer_actual WHERE superseded_by IS NULL
),
belongs AS (
  SELECT a.shop, a.broadcast, p.plan, p.version, p.currency, p.saved_at
  FROM named AS n
  JOIN latest AS p ON p.plan = n.plan
  JOIN aired AS a ON a.broadcast = n.broadcast
  UNION ALL
  SELECT a.shop, a.broadcast, p.plan, p.version, p.currency, p.saved_at
  FROM latest AS p JOIN aired AS a ON a.account = p.account AND abs(epoch(p.starts_at) - epoch(a.started_at)) <= 6 * 3600
  WHERE p.plan NOT IN (SELECT plan FROM named)
)
SELECT shop, broadcast, plan, version, currency
FROM belongs
QUALIFY row_number() OVER (PARTITION BY shop, broadcast ORDER BY saved_at DESC, plan) = 1
