-- What a sell-through is about. One row.
-- $1 VARCHAR     the broadcast, or NULL for a period
-- $2, $3 VARCHAR first and last day of the period in the shop's zone, both included; NULL = open
SELECT count(*) AS broadcasts,
       count(*) FILTER (WHERE b.ended_at IS NULL AND b.duration_seconds IS NULL) AS without_end,
       EXISTS (SELECT 1 FROM stock AS s
               WHERE s.superseded_by IS NULL AND s.broadcast = $1 AND s.allocated IS NOT NULL) AS allocated,
       EXISTS (SELECT 1 FROM order_line WHERE superseded_by IS NULL) AS orders_known,
       -- Lines without a time belong to no day.
       CASE WHEN $1 IS NULL AND coalesce(CAST($2 AS VARCHAR), CAST($3 AS VARCHAR)) IS NOT NULL
            THEN (SELECT count(*) FROM order_line WHERE superseded_by IS NULL AND created_at IS NULL)
            ELSE 0 END AS lines_without_time,
       coalesce((SELECT list(z.shop ORDER BY z.shop) FROM shop AS z
                 WHERE z.zone IS NULL
                   AND ($1 IS NULL OR z.shop IN (SELECT shop FROM broadcast
                                                 WHERE superseded_by IS NULL AND broadcast = $1))), [])
         AS shops_without_zone,
       -- Broadcasts of the same shop that started later, before this one ended: what falls into both is theirs.
       coalesce(list(DISTINCT r.broadcast ORDER BY r.broadcast) FILTER (WHERE r.broadcast IS NOT NULL), []) AS rivals
FROM broadcast AS b
LEFT JOIN broadcast AS r
  ON r.shop = b.shop AND r.superseded_by IS NULL AND r.started_at >= b.started_at AND r.broadcast <> b.broadcast
 AND r.started_at <= coalesce(b.ended_at, b.started_at + to_seconds(b.duration_seconds))
WHERE b.superseded_by IS NULL AND b.broadcast = $1
