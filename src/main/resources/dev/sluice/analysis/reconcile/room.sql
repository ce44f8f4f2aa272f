-- The broadcast of a reconciliation, and the figures of its own that lie between two of its GMVs. A row for each shop
-- that has a broadcast of that id.
-- $1 VARCHAR the broadcast
SELECT b.shop, coalesce(b.currency, s.currency) AS currency, b.as_of,
       b.indirect_gmv, b.refund_1h_amount, b.voucher_subsidy
FROM broadcast AS b LEFT JOIN shop AS s ON s.shop = b.shop
WHERE b.superseded_by IS NULL AND b.broadcast = $1
ORDER BY b.shop
