-- Which decimal mark and which currency signs the amounts of a staged file have.
-- Template: {{amounts}} the staged columns of money and counts, {{money}} those of money alone.
WITH figures AS (
  SELECT cell_figure(cell_text(unnest([{{amounts}}]::VARCHAR[]))) AS figure FROM staged
),
money AS (
  SELECT cell_text(unnest([{{money}}]::VARCHAR[])) AS cell FROM staged
),
marks AS (
  SELECT
    count(*) FILTER (regexp_full_match(figure,
      '[+-]?(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)\.([0-9]{1,2}|[0-9]{4,})|0\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]+)?)')) AS point,
    count(*) FILTER (regexp_full_match(figure,
      '[+-]?(([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),([0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,}(,[0-9]+)?)')) AS comma,
    count(*) FILTER (regexp_full_match(figure, '[+-]?[1-9][0-9]{0,2}\.[0-9]{3}')) AS dotted_thousands
  FROM figures
  WHERE figure IS NOT NULL
),
signs AS (
  SELECT DISTINCT regexp_extract(cell, '[A-Z]{0,2}\$|Rp|RM|[¥￥£€₫đ฿₱₩₹元圆]') AS sign
  FROM money
  WHERE cell IS NOT NULL
)
SELECT
  point,
  comma,
  dotted_thousands,
  (SELECT count(*) FROM money WHERE cell IS NOT NULL) AS amounts,
  (SELECT coalesce(list(sign ORDER BY sign) FILTER (sign <> ''), []) FROM signs) AS symbols
FROM marks
