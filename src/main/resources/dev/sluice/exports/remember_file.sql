-- The receipt of an import. $18, $19 and $20 are lists, joined by the unit separator.
INSERT INTO source_file BY NAME
SELECT
  $1::INTEGER AS file_id, $2 AS file, $3 AS sha256, $4 AS report, $5 AS shop, $6 AS room, $7 AS currency, $8 AS zone,
  $9::DATE AS period_from, $10::DATE AS period_to, $11::TIMESTAMPTZ AS as_of, $12 AS encoding,
  $13::INTEGER AS header_row,
  $14::BIGINT AS rows_read, $15::BIGINT AS rows_loaded, $16::BIGINT AS rows_rejected, $17::BIGINT AS rows_skipped,
  list_filter(string_split($18, chr(31)), lambda name: name <> '') AS unknown_columns,
  list_filter(string_split($19, chr(31)), lambda name: name <> '') AS missing_columns,
  list_filter(string_split($20, chr(31)), lambda text: text <> '') AS warnings,
  $21::TIMESTAMPTZ AS imported_at, $22::BIGINT AS bytes
