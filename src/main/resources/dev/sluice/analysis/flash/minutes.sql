-- The minutes of a broadcast, told from its start: who was there, and which product was pinned.
-- $1 VARCHAR     the broadcast
-- $2 TIMESTAMPTZ its start
-- Rows: minute by minute.
SELECT CAST(floor((epoch_ms(minute) - epoch_ms(CAST($2 AS TIMESTAMPTZ))) / 60000.0) AS BIGINT) AS minute,
       CAST(avg(average_viewers) AS DECIMAL(18,4)) AS average_viewers,
       CAST(sum(viewers) AS BIGINT) AS viewers,
       CAST(sum(views) AS BIGINT) AS views,
       min(product) AS pinned
FROM broadcast_minute
WHERE superseded_by IS NULL AND broadcast = CAST($1 AS VARCHAR)
GROUP BY 1
ORDER BY 1
