-- What the order lines sold in a broadcast add up to; over the temporary table sold_line.
-- $1 VARCHAR the currency of the platform's figure
-- One row.
SELECT count(*) AS lines, count(amount) AS known, sum(amount) AS amount
FROM sold_line
WHERE currency = $1
