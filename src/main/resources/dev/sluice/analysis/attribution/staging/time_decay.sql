-- What does each channel get when a touch weighs 2^(-age / half-life), and a conversion is shared by weight?
-- Shares are exact decimals, so that the sum does not depend on the order of adding.
-- $1 DOUBLE  half-life in microseconds
WITH weighed AS (
  SELECT
    touches,
    -- The youngest touch weighs 1: shares stay what they are, and no weight is lost to underflow.
    list_transform(touches, lambda t: pow(0.5, (t.age - touches[-1].age) / $1)) AS weights,
    conversions,
    value
  FROM journey
),
shared AS (
  SELECT
    unnest(touches).credited AS channel,
    unnest(list_transform(weights, lambda w: w / list_sum(weights))) AS share,
    conversions,
    value
  FROM weighed
)
SELECT
  channel,
  sum(CAST(share * conversions AS DECIMAL(38,18))) AS conversions,
  coalesce(sum(CAST(share * value AS DECIMAL(38,18))), 0) AS value
FROM shared
GROUP BY channel
ORDER BY channel
