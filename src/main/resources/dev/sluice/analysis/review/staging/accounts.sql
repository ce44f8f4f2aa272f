-- Whose broadcasts there are; over the temporary table aired.
-- Rows: by name.
SELECT DISTINCT account FROM aired ORDER BY account
