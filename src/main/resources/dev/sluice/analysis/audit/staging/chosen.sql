-- How many broadcasts were chosen. One row.
SELECT count(*) AS broadcasts FROM chosen ORDER BY broadcasts
