-- The baskets that hold one key, as a whole, beside those that do not. One row.
-- $1 VARCHAR the key
WITH whole AS (
  SELECT basket, bool_or(key = CAST($1 AS VARCHAR)) AS holds,
         count(*) FILTER (WHERE key <> CAST($1 AS VARCHAR)) AS others,
         sum(units) FILTER (WHERE key <> CAST($1 AS VARCHAR)) AS other_units,
         sum(amount) FILTER (WHERE key <> CAST($1 AS VARCHAR)) AS other_amount,
         sum(amount) FILTER (WHERE key = CAST($1 AS VARCHAR)) AS own_amount
  FROM basket_item GROUP BY basket
)
SELECT count(*) FILTER (WHERE holds) AS baskets,
       count(*) FILTER (WHERE holds AND others > 0) AS baskets_with_others,
       CAST(sum(own_amount) AS DECIMAL(24,2)) AS own_gmv,
       CAST(CASE WHEN bool_or(holds) THEN coalesce(sum(other_units) FILTER (WHERE holds), 0) END AS BIGINT) AS halo_units,
       CAST(CASE WHEN bool_or(holds) THEN coalesce(sum(other_amount) FILTER (WHERE holds), 0) END AS DECIMAL(24,2)) AS halo_gmv,
       CAST(sum(other_amount) FILTER (WHERE holds) AS DECIMAL(38,6))
         / nullif(count(*) FILTER (WHERE holds), 0) AS halo_gmv_per_basket,
       CAST(sum(other_amount) FILTER (WHERE NOT holds) AS DECIMAL(38,6))
         / nullif(count(*) FILTER (WHERE NOT holds), 0) AS gmv_per_other_basket
FROM whole
