-- The workspace as a whole: its schema and how old its freshest file is.
-- $1 TIMESTAMPTZ the present. One row.
SELECT
  (SELECT max(version) FROM schema_version)::BIGINT AS schema_version,
  max(as_of) AS latest_as_of,
  (epoch($1::TIMESTAMPTZ - max(as_of)) / 3600)::DECIMAL(18, 1) AS age_hours
FROM source_file
WHERE superseded_by IS NULL
