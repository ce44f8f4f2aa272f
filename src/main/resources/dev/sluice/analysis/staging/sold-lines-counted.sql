-- What was loaded into sold_line. One row.
SELECT count(*) AS lines,
       count(*) FILTER (WHERE by_window) AS by_window,
       count(*) FILTER (WHERE key IS NULL) AS without_key,
       coalesce(list(DISTINCT currency ORDER BY currency) FILTER (WHERE amount IS NOT NULL), []) AS currencies
FROM sold_line
