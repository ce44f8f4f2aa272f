-- The columns of the fact table $1 (VARCHAR) and their types, in the table's order.
SELECT column_name, data_type
FROM duckdb_columns()
WHERE NOT internal
  AND database_name = current_database()
  AND schema_name = 'main'
  AND table_name = $1
ORDER BY column_index
