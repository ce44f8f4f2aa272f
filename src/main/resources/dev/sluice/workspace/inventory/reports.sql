-- The imported files in force by report: their rows, the days they cover, and how old the freshest is.
-- $1 TIMESTAMPTZ the present. Ordered by report.
SELECT
  report,
  count(*) AS files,
  sum(rows_read)::BIGINT AS "rows.read",
  sum(rows_loaded)::BIGINT AS "rows.loaded",
  sum(rows_rejected)::BIGINT AS "rows.rejected",
  sum(rows_skipped)::BIGINT AS "rows.skipped",
  min(period_from) AS "period.from",
  max(period_to) AS "period.to",
  max(as_of) AS latest_as_of,
  (epoch($1::TIMESTAMPTZ - max(as_of)) / 3600)::DECIMAL(18, 1) AS age_hours
FROM source_file
WHERE superseded_by IS NULL
GROUP BY report
ORDER BY report
