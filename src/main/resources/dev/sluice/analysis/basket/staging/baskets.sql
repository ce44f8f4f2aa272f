-- The baskets of the sold lines, numbered: what each holds of every key, in a temporary table.
-- $1 VARCHAR what a basket is: order, or buyer (all that a buyer bought in the scope)
-- $2 VARCHAR the key: only SKUs and products have names
CREATE OR REPLACE TEMP TABLE basket_item AS
WITH line AS (
  SELECT shop, CASE CAST($1 AS VARCHAR) WHEN 'buyer' THEN buyer ELSE order_id END AS owner,
         key, name, quantity, amount, currency
  FROM sold_line
),
numbered AS (
  SELECT shop, owner, row_number() OVER (ORDER BY shop, owner) AS basket
  FROM (SELECT DISTINCT shop, owner FROM line WHERE owner IS NOT NULL AND key IS NOT NULL)
)
SELECT n.shop, n.basket, l.key, CASE WHEN CAST($2 AS VARCHAR) IN ('sku', 'product') THEN min(l.name) END AS name, sum(l.quantity) AS units, sum(l.amount) AS amount,
       count(*) AS lines, count(l.quantity) AS lines_with_quantity, count(l.amount) AS lines_with_amount
FROM line AS l JOIN numbered AS n ON n.shop = l.shop AND n.owner = l.owner
WHERE l.key IS NOT NULL
GROUP BY n.shop, n.basket, l.key
