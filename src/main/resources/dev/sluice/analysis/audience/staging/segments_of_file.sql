-- The segments of a file, in its order.
CREATE TEMP TABLE segment AS
SELECT row, segment, r_from, r_to, f_from, f_to, m_from, m_to FROM segment_file
