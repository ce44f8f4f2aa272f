-- The rows that could not be read, of the file or the archive named $1 (VARCHAR), or of all files where it
-- is NULL.
SELECT
  source_file.file,
  source_file.report,
  reject.row_number  AS row,
  reject.column_name AS "column",
  reject.cell,
  reject.reason,
  reject.raw
FROM reject
JOIN source_file USING (file_id)
WHERE source_file.superseded_by IS NULL
  AND ($1 IS NULL OR source_file.file = $1 OR starts_with(source_file.file, $1 || '/'))
ORDER BY source_file.file, source_file.file_id, reject.row_number
