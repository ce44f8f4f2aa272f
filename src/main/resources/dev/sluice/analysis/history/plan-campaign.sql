-- A frozen version of a plan as it was written.
-- $1 VARCHAR the plan, $2 INTEGER its version
SELECT campaign FROM plan WHERE plan = $1 AND version = $2
