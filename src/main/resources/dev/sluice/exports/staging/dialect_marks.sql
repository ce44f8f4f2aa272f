-- Which decimal mark and which currency signs the amounts of a staged file have, and how many of them are money.
-- Template: the cells of money and counts, with is_money for those of money. One row.
WITH amounts AS (
  {{amounts}}
),
looked_at AS (
  SELECT
    cell,
    is_money,
    regexp_full_match(cell, '[0-9]+\.[0-9]{1,2}') AS is_plain,
    regexp_full_match(cell, '[0-9]+') AS is_whole
  FROM amounts
  WHERE cell IS NOT NULL
),
-- Bare numbers, of which most files are full, need no second look.
figures AS (
  SELECT
    is_money,
    is_plain,
    CASE WHEN NOT (is_plain OR is_whole) THEN cell_figure(cell) END AS figure,
    CASE WHEN is_money AND NOT (is_plain OR is_whole)
         THEN regexp_extract(cell, '[A-Z]{0,2}\$|Rp|RM|[¥￥£€₫đ฿₱₩₹元圆]') END AS sign
  FROM looked_at
)
SELECT
  count(*) FILTER (is_plain OR regexp_full_match(figure,
    '[+-]?(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)\.([0-9]{1,2}|[0-9]{4,})|0\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]+)?)')) AS point,
  count(*) FILTER (regexp_full_match(figure,
    '[+-]?(([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),([0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,}(,[0-9]+)?)')) AS comma,
  count(*) FILTER (regexp_full_match(figure, '[+-]?[1-9][0-9]{0,2}\.[0-9]{3}')) AS dotted_thousands,
  count(*) FILTER (is_money) AS money,
  coalesce(list_sort(list(DISTINCT sign) FILTER (sign <> '')), []) AS symbols
FROM figures
