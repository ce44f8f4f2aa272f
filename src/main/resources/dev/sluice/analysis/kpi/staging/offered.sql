-- The metrics that a broadcast can have.
SELECT metric FROM metric_definition ORDER BY metric
