-- The attributes that products have, by name.
SELECT DISTINCT unnest(map_keys(attributes)) AS attribute
FROM product
WHERE superseded_by IS NULL
ORDER BY attribute
