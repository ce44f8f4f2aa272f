-- The touches of a file.
CREATE TEMP VIEW attributed_touch AS
SELECT "user" AS who, ts, channel, layer, 1 AS file_id, row
FROM touch_file
