-- The scores of each buyer: 1 to 5, 5 the best, and the segment that fits first.
-- Cuts are the quintiles by linear interpolation (type 7); a value at the cut belongs to the lower class.
-- Own thresholds are lower bounds; a value at one belongs to the upper class. Few days since the last purchase are good.
-- $1 VARCHAR  the day from which recency counts back
-- $2, $3, $4 VARCHAR  four thresholds each of recency in days, frequency, monetary, separated by commas, or NULL
CREATE TEMP TABLE scored AS
WITH buyer AS (
  SELECT
    buyer,
    min(currency) AS currency,
    CAST($1 AS DATE) - max(day) AS recency,
    count(*) AS frequency,
    coalesce(sum(amount), 0) AS monetary
  FROM purchase
  WHERE buyer IS NOT NULL
  GROUP BY buyer
),
sorted AS (
  SELECT unnest([
    struct_pack(measure := 'r', own := CAST($2 AS VARCHAR), v := list(CAST(recency AS DOUBLE) ORDER BY recency)),
    struct_pack(measure := 'f', own := CAST($3 AS VARCHAR), v := list(CAST(frequency AS DOUBLE) ORDER BY frequency)),
    struct_pack(measure := 'm', own := CAST($4 AS VARCHAR), v := list(CAST(monetary AS DOUBLE) ORDER BY monetary))
  ], recursive := true)
  FROM buyer
),
cut AS (
  SELECT
    measure,
    own IS NOT NULL AS own,
    CASE
      WHEN own IS NOT NULL THEN list_transform(string_split(own, ','), lambda c: CAST(trim(c) AS DOUBLE))
      ELSE
        list_transform(
          [1, 2, 3, 4],
          lambda k:
            v[CAST(floor((len(v) - 1) * k / 5) AS BIGINT) + 1]
            + ((len(v) - 1) * k / 5 - floor((len(v) - 1) * k / 5))
              * (v[least(CAST(floor((len(v) - 1) * k / 5) AS BIGINT) + 2, len(v))]
                 - v[CAST(floor((len(v) - 1) * k / 5) AS BIGINT) + 1]))
    END AS cuts
  FROM sorted
),
score AS (
  SELECT
    b.*,
    5 - len(list_filter(r.cuts, lambda c: b.recency > c OR r.own AND b.recency = c)) AS recency_score,
    1 + len(list_filter(f.cuts, lambda c: b.frequency > c OR f.own AND b.frequency = c)) AS frequency_score,
    1 + len(list_filter(m.cuts, lambda c: b.monetary > c OR m.own AND b.monetary = c)) AS monetary_score
  FROM buyer b
  JOIN cut r ON r.measure = 'r'
  JOIN cut f ON f.measure = 'f'
  JOIN cut m ON m.measure = 'm'
)
SELECT
  s.*,
  coalesce(arg_min(g.segment, g.row), 'others') AS segment,
  coalesce(min(g.row), 1000000) AS place
FROM score s
LEFT JOIN segment g
  ON s.recency_score BETWEEN g.r_from AND g.r_to
  AND s.frequency_score BETWEEN g.f_from AND g.f_to
  AND s.monetary_score BETWEEN g.m_from AND g.m_to
GROUP BY ALL
