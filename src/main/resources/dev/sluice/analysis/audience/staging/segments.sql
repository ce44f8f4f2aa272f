-- The usual segments by scores of 1 to 5, 5 the best. The first that fits wins.
CREATE TEMP TABLE segment AS
SELECT *
FROM (VALUES
  (1, 'champions',          5, 5, 5, 5, 5, 5),
  (2, 'potential-loyalists',3, 5, 3, 5, 2, 5),
  (3, 'loyal',              2, 4, 2, 4, 2, 4),
  (4, 'promising',          3, 4, 1, 3, 3, 5),
  (5, 'new',                4, 5, 1, 3, 1, 5),
  (6, 'cannot-lose',        1, 2, 3, 4, 4, 5),
  (7, 'at-risk',            1, 2, 2, 5, 4, 5),
  (8, 'need-attention',     1, 3, 3, 5, 3, 5),
  (9, 'about-to-sleep',     2, 3, 1, 3, 1, 4),
  (10, 'lost',              1, 1, 1, 5, 1, 5)
) AS s (row, segment, r_from, r_to, f_from, f_to, m_from, m_to)
