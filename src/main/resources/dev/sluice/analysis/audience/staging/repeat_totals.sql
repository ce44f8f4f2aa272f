-- How many buyers came back, and what did they spend each time?
-- $1 VARCHAR the currency of all purchases
SELECT
  count(*) AS buyers,
  count(*) FILTER (WHERE frequency > 0) AS repeat_buyers,
  CAST(count(*) FILTER (WHERE frequency > 0) / nullif(count(*), 0) AS DECIMAL(18,6)) AS repeat_rate,
  CAST(sum(frequency) AS BIGINT) AS repeat_purchases,
  CAST(avg(monetary) AS DECIMAL(24,2)) AS "spend.mean",
  CAST(stddev_samp(monetary) AS DECIMAL(24,2)) AS "spend.std",
  CAST(min(monetary) AS DECIMAL(24,2)) AS "spend.min",
  CAST(median(monetary) AS DECIMAL(24,2)) AS "spend.median",
  CAST(max(monetary) AS DECIMAL(24,2)) AS "spend.max",
  CAST($1 AS VARCHAR) AS currency
FROM repeat_buyer
