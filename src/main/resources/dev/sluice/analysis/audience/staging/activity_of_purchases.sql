-- Who bought on which day.
CREATE TEMP VIEW activity AS
SELECT DISTINCT buyer AS who, day FROM purchase WHERE buyer IS NOT NULL
