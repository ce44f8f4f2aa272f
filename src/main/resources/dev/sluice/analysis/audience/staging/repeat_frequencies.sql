-- How many buyers came back how often?
SELECT frequency, count(*) AS buyers, CAST(count(*) / nullif(sum(count(*)) OVER (), 0) AS DECIMAL(18,6)) AS share
FROM repeat_buyer
GROUP BY frequency
ORDER BY frequency
