-- What is the same for every row of the file being imported.
CREATE OR REPLACE TEMP TABLE context AS
SELECT
  $1::INTEGER     AS file_id,
  $2::VARCHAR     AS shop,
  $3::VARCHAR     AS report_platform,
  $4::VARCHAR     AS room,
  $5::VARCHAR     AS zone,
  $6::VARCHAR     AS file_currency,
  $7::TIMESTAMPTZ AS as_of,
  $8::DATE        AS period_from,
  $9::DATE        AS period_to
