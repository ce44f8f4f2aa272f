-- Which decimal mark and which currency signs the amounts of a staged file have.
-- Template: {{amounts}} the staged columns of money and counts, {{money}} those of money alone.
WITH amounts AS (
  SELECT cell_value(unnest([{{amounts}}]::VARCHAR[])) AS cell FROM staged
),
-- Bare numbers, of which most files are full, tell by themselves.
figures AS (
  SELECT
    CASE WHEN regexp_full_match(cell, '[0-9]+(\.[0-9]{1,2})?') THEN cell ELSE cell_figure(cell) END AS figure,
    regexp_full_match(cell, '[0-9]+') AS is_whole,
    regexp_full_match(cell, '[0-9]+\.[0-9]{1,2}') AS is_plain
  FROM amounts
),
money AS (
  SELECT cell_value(unnest([{{money}}]::VARCHAR[])) AS cell FROM staged
),
marks AS (
  SELECT
    count(*) FILTER (is_plain OR NOT is_whole AND regexp_full_match(figure,
      '[+-]?(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)\.([0-9]{1,2}|[0-9]{4,})|0\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]+)?)')) AS point,
    count(*) FILTER (NOT is_plain AND NOT is_whole AND regexp_full_match(figure,
      '[+-]?(([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),([0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,}(,[0-9]+)?)')) AS comma,
    count(*) FILTER (NOT is_plain AND NOT is_whole AND regexp_full_match(figure, '[+-]?[1-9][0-9]{0,2}\.[0-9]{3}'))
      AS dotted_thousands
  FROM figures
  WHERE figure IS NOT NULL
),
signs AS (
  SELECT DISTINCT regexp_extract(cell, '[A-Z]{0,2}\$|Rp|RM|[¥￥£€₫đ฿₱₩₹元圆]') AS sign
  FROM money
  WHERE NOT regexp_full_match(cell, '[0-9.,]+')
)
SELECT
  point,
  comma,
  dotted_thousands,
  (SELECT count(*) FROM (SELECT 1 FROM money WHERE cell IS NOT NULL LIMIT 1)) AS amounts,
  (SELECT coalesce(list(sign ORDER BY sign) FILTER (sign <> ''), []) FROM signs) AS symbols
FROM marks
