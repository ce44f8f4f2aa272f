-- The touches in force. A user is known within a shop: ids of two shops are not the same people.
CREATE TEMP VIEW attributed_touch AS
SELECT shop || chr(31) || "user" AS who, ts, channel, layer, file_id, row_number AS row
FROM touch
WHERE superseded_by IS NULL
