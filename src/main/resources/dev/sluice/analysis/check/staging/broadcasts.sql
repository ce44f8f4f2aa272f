-- The broadcasts that are checked, in order of their start.
SELECT shop, broadcast, account, started_at, without_zone
FROM checked
ORDER BY started_at, shop, broadcast
