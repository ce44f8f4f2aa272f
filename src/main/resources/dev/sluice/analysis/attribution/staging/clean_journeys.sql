-- The journeys as the model sees them: a channel dropped, then repeats, then all but the last touches.
-- $1 VARCHAR  a channel to drop wherever another is left, or NULL
-- $2 VARCHAR  repeats: 'each' counts, 'collapsed' = neighbours that repeat are one, 'first' = the first of each
-- $3 BIGINT   how many touches to keep, the last ones, or NULL for all
CREATE TEMP TABLE journey AS
WITH without AS (
  SELECT
    * EXCLUDE (touches),
    CASE
      WHEN $1 IS NULL OR len(list_filter(touches, lambda t: t.channel <> $1)) = 0 THEN touches
      ELSE list_filter(touches, lambda t: t.channel <> $1)
    END AS touches
  FROM whole_journey
),
unrepeated AS (
  SELECT
    * EXCLUDE (touches),
    CASE $2
      WHEN 'collapsed' THEN
        list_filter(touches, lambda t, i: i = 1 OR t.credited <> touches[i - 1].credited)
      WHEN 'first' THEN
        list_filter(
          touches,
          lambda t, i: list_position(list_transform(touches, lambda u: u.credited), t.credited) = i)
      ELSE touches
    END AS touches
  FROM without
)
SELECT
  * EXCLUDE (touches),
  CASE WHEN len(touches) > $3 THEN list_slice(touches, len(touches) - $3 + 1, len(touches)) ELSE touches END
    AS touches
FROM unrepeated
