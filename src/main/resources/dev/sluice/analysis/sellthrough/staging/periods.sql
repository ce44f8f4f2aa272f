-- The periods in the temporary table asked_period.
-- Rows: by time.
SELECT period, name, first_day, base FROM asked_period ORDER BY first_day, started_at, period
