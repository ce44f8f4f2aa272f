-- The first row of the file being imported that could not be read.
SELECT row_number, problem.column_name AS column_name, problem.cell AS cell, problem.reason AS reason
FROM rejected
ORDER BY row_number
LIMIT 1
