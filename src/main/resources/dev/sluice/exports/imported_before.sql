-- The import of the same bytes ($1 VARCHAR, SHA-256) as the same report ($2), of the same shop ($3) and
-- broadcast ($4), that is still in force.
SELECT encoding, header_row, rows_read, rows_loaded, rows_rejected, rows_skipped,
  period_from, period_to, unknown_columns, missing_columns
FROM source_file
WHERE sha256 = $1 AND report = $2 AND shop = $3 AND room IS NOT DISTINCT FROM $4 AND superseded_by IS NULL
ORDER BY file_id DESC
LIMIT 1
