-- Whether every cell of some columns is missing or of the plain shape that most files have, which settles the dialect
-- without a closer look; and whether any cell of the marked ones tells something.
-- Template: odd, that a row has a cell of another shape; told, that it has a marked cell that is not missing. One row.
SELECT NOT EXISTS (SELECT 1 FROM staged WHERE {{odd}} LIMIT 1) AS plain,
       EXISTS (SELECT 1 FROM staged WHERE {{told}} LIMIT 1) AS told
