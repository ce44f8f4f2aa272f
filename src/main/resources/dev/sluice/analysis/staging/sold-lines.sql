-- The lines that were sold in a scope, for questions that look at lines and not at sums.
-- $1 VARCHAR     the broadcasts, joined by U+001F, or NULL for a period
-- $2, $3 VARCHAR first and last day of the period in the shop's zone, both included; NULL = open
-- $4 VARCHAR     the zone of shops that state none
-- $5 VARCHAR     the keys, as in article
CREATE OR REPLACE TEMP TABLE sold_line AS
SELECT l.shop, l.broadcast, l.order_id, l.line_id, l.sku, l.quantity, l.amount, l.currency, l.buyer,
       l.unit_price, l.created_at, l.ordered_at, l.cancelled_at, l.host, l.as_of, l.zone, l.by_window, l.key,
       coalesce(a.name, l.product_name) AS name,
       a.product, a.category, a.role
FROM sold_in($1, $2, $3, $4, $5) AS l LEFT JOIN article AS a ON a.article = l.article
