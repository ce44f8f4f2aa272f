-- The conversions of a file.
CREATE TEMP VIEW attributed_conversion AS
SELECT "user" AS who, ts, value, currency, 1 AS file_id, row
FROM conversion_file
