-- The broadcasts that were chosen, in order of their start.
SELECT shop, broadcast FROM chosen ORDER BY started_at, broadcast, shop
