-- The scope of a sell-through as its only period.
-- $1 VARCHAR     the broadcast, or NULL for days
-- $2, $3 VARCHAR the first and the last day in the shop's zone, both included; NULL = open
-- $4 VARCHAR     the base
CREATE OR REPLACE TEMP TABLE asked_period AS
SELECT '' AS period, CAST($1 AS VARCHAR) AS broadcast, CAST($2 AS DATE) AS first_day, CAST($3 AS DATE) AS last_day,
       CAST($4 AS VARCHAR) AS base
