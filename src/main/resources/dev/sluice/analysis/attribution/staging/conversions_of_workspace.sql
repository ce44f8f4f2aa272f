-- The conversions in force.
CREATE TEMP VIEW attributed_conversion AS
SELECT shop || chr(31) || "user" AS who, ts, value, currency, file_id, row_number AS row
FROM conversion
WHERE superseded_by IS NULL
