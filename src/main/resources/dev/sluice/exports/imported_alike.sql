-- The imports of files of $1 bytes (BIGINT) as the same report ($2), of the same shop ($3) and broadcast ($4), that are
-- still in force, the last first; of those that an earlier version imported the size is not known.
SELECT sha256, encoding, header_row, rows_read, rows_loaded, rows_rejected, rows_skipped,
  period_from, period_to, unknown_columns, missing_columns
FROM source_file
WHERE coalesce(bytes, $1) = $1 AND report = $2 AND shop = $3 AND room IS NOT DISTINCT FROM $4 AND superseded_by IS NULL
ORDER BY file_id DESC
