-- The keys that were bought, the most frequent first.
SELECT key FROM basket_item GROUP BY key ORDER BY count(*) DESC, key
