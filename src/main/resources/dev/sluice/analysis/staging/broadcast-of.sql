-- Which broadcast an order line belongs to that states none, the only place where that rule stands: the one into whose
-- time it falls, unless it was sold by another account or elsewhere than live. An instant in two broadcasts that could
-- both have sold it belongs to the one that started later. NULL where there is none.
CREATE OR REPLACE TEMP MACRO broadcast_of(line_shop, line_created_at, line_surface, line_account, line_account_name) AS (
  SELECT arg_max(v.broadcast, (v.started_at, v.broadcast))
  FROM broadcast AS v
  WHERE v.superseded_by IS NULL AND v.shop = line_shop AND coalesce(line_surface, 'live') = 'live'
    AND line_created_at BETWEEN v.started_at AND coalesce(v.ended_at, v.started_at + to_seconds(v.duration_seconds))
    AND (coalesce(line_account, line_account_name) IS NULL OR coalesce(v.account, v.account_name) IS NULL
         OR line_account = v.account OR line_account_name = v.account_name)
)
