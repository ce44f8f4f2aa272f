-- The columns of the fact table $1 (VARCHAR) that hold money, in the table's order.
SELECT column_name, data_type
FROM duckdb_columns()
WHERE NOT internal
  AND database_name = current_database()
  AND schema_name = 'main'
  AND table_name = $1
  AND (data_type = 'DECIMAL(24,2)' OR column_name = 'unit_price')
ORDER BY column_index
