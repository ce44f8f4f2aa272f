-- How many baskets there are and how full they are. One row.
SELECT count(*) AS baskets,
       count(*) FILTER (WHERE keys > 1) AS baskets_of_several,
       CAST(avg(keys) AS DECIMAL(18,4)) AS keys_per_basket
FROM (SELECT basket, count(*) AS keys FROM basket_item GROUP BY basket)
