-- How a cell of text becomes a value: one macro a dialect, the same for every report.
-- Each gives NULL for a missing cell and for one that it cannot read; the conversion tells the two
-- apart, so that a cell that cannot be read rejects its row.
-- decimal_mark ('.' or ',') and date_order ('dmy' or 'mdy') are decided once per file.

-- The cell without the wrapping that exports put around ids and numbers ("1\t", '1, ="1"); NULL where it says that
-- there is nothing.
CREATE OR REPLACE TEMP MACRO cell_text(x) AS (
  CASE WHEN regexp_replace(x, '^[\s\x{00A0}\x{FEFF}]+|[\s\x{00A0}\x{FEFF}]+$', '', 'g')
         IN ('', '-', '--', '—', '–', '''', 'N/A', 'n/a', 'NULL', 'null', '#N/A', '无', '无退款申请') THEN NULL
       ELSE regexp_replace(regexp_replace(x, '^[\s\x{00A0}\x{FEFF}]+|[\s\x{00A0}\x{FEFF}]+$', '', 'g'),
              '^(?:="(.*)"|''(.+))$', '\1\2')
  END
);

-- An identifier. One that passed through a spreadsheet's number has lost its last digits: not readable.
CREATE OR REPLACE TEMP MACRO cell_id(x) AS (
  CASE WHEN regexp_full_match(x, '[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+') THEN NULL
       ELSE regexp_replace(x, '^([0-9]+)\.0$', '\1')
  END
);

-- The number inside a cell: its sign, digits, grouping and decimal mark, without the currency around it or its scale.
CREATE OR REPLACE TEMP MACRO cell_figure(x) AS (
  regexp_replace(
    regexp_extract(x,
      '^([+-]?)\s*(?:[A-Z]{0,2}\$|Rp\.?|RM|[A-Z]{3}|[¥￥£€₫฿₱₩₹])?\s*([+-]?[0-9][0-9.,]*)\s*(?:亿|万|千|[wWkK]|tr)?\s*(?:[₫đ元圆€£฿]|[A-Z]{3})?$', 0),
    '[^0-9.,+-]|Rp\.', '', 'g')
);

-- 1 for a bare number, more for the short scales of Chinese, of screens and of Vietnamese (tr = million).
CREATE OR REPLACE TEMP MACRO cell_scale(x) AS (
  CASE WHEN regexp_matches(x, '[0-9]\s*亿') THEN 100000000
       WHEN regexp_matches(x, '[0-9]\s*tr') THEN 1000000
       WHEN regexp_matches(x, '[0-9]\s*[万wW]') THEN 10000
       WHEN regexp_matches(x, '[0-9]\s*[千kK]') THEN 1000
       ELSE 1
  END
);

-- A number by the file's decimal mark; a group that is not of three digits is not readable, so that a
-- mark mistaken for the other rejects the row instead of changing the amount.
CREATE OR REPLACE TEMP MACRO cell_number(x, decimal_mark) AS (
  CASE
    WHEN decimal_mark = '.' AND regexp_full_match(cell_figure(x), '[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?')
      THEN try_cast(replace(cell_figure(x), ',', '') AS DECIMAL(30,10)) * cell_scale(x)
    WHEN decimal_mark = ',' AND regexp_full_match(cell_figure(x), '[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?')
      THEN try_cast(replace(replace(cell_figure(x), '.', ''), ',', '.') AS DECIMAL(30,10)) * cell_scale(x)
  END
);

CREATE OR REPLACE TEMP MACRO cell_money(x, decimal_mark) AS (
  round(cell_number(x, decimal_mark), 2)::DECIMAL(24,2)
);

CREATE OR REPLACE TEMP MACRO cell_price(x, decimal_mark) AS (
  try_cast(round(cell_number(x, decimal_mark), 4) AS DECIMAL(18,4))
);

-- A count of things: whole, or not readable.
CREATE OR REPLACE TEMP MACRO cell_count(x, decimal_mark) AS (
  CASE WHEN cell_number(x, decimal_mark) = floor(cell_number(x, decimal_mark))
       THEN try_cast(cell_number(x, decimal_mark) AS BIGINT)
  END
);

-- 8.33% or 8.33, both meaning 0.0833.
CREATE OR REPLACE TEMP MACRO cell_percent(x, decimal_mark) AS (
  try_cast(cell_number(rtrim(x, '% '), decimal_mark) / 100 AS DECIMAL(24,8))
);

-- 0.0833; with a percent sign, a percent all the same.
CREATE OR REPLACE TEMP MACRO cell_fraction(x, decimal_mark) AS (
  CASE WHEN contains(x, '%') THEN cell_percent(x, decimal_mark)
       ELSE try_cast(cell_number(x, decimal_mark) AS DECIMAL(24,8))
  END
);

-- Seconds from 4206, 0h19m, 1h 40min, 45min 30s, 175h16m7s, 03:00:00, 1小时21分5秒, 4ชั่วโมง9นาที28วินาที.
CREATE OR REPLACE TEMP MACRO cell_duration(x) AS (
  CASE
    WHEN regexp_full_match(x, '[0-9]+(\.[0-9]+)?') THEN round(x::DECIMAL(18,4))::BIGINT
    WHEN regexp_full_match(x, '[0-9]+:[0-9]{2}:[0-9]{2}')
      THEN split_part(x, ':', 1)::BIGINT * 3600 + split_part(x, ':', 2)::BIGINT * 60
           + split_part(x, ':', 3)::BIGINT
    WHEN x <> '' AND regexp_full_match(x,
        '([0-9]+\s*(?:h|hr|hrs|小时|时|ชั่วโมง|giờ|jam))?\s*([0-9]+\s*(?:min|m|分钟|分|นาที|phút|menit))?\s*([0-9]+\s*(?:s|sec|秒|วินาที|giây|detik))?')
      THEN coalesce(try_cast(regexp_extract(x, '([0-9]+)\s*(?:h|小时|时|ชั่วโมง|giờ|jam)', 1) AS BIGINT), 0) * 3600
         + coalesce(try_cast(regexp_extract(x, '([0-9]+)\s*(?:m|分|นาที|phút)', 1) AS BIGINT), 0) * 60
         + coalesce(try_cast(regexp_extract(x, '([0-9]+)\s*(?:s|秒|วินาที|giây|detik)', 1) AS BIGINT), 0)
  END
);

-- A wall-clock time, its zone not yet applied.
CREATE OR REPLACE TEMP MACRO cell_wall_clock(x, date_order) AS (
  CASE
    WHEN regexp_full_match(x, '[3-6][0-9]{4}(\.[0-9]+)?')
      THEN TIMESTAMP '1899-12-30' + to_microseconds((round(x::DOUBLE * 86400) * 1000000)::BIGINT)
    WHEN regexp_full_match(x, '[0-9]{4}[-/年.][0-9]{1,2}[-/月.][0-9]{1,2}.*') OR regexp_full_match(x, '[0-9]{8}')
      THEN try_strptime(
             regexp_replace(regexp_replace(regexp_replace(x, '^([0-9]{4})[-/年.]([0-9]{1,2})[-/月.]([0-9]{1,2})[日/]?', '\1-\2-\3'),
               '[T\s]+', ' '), '[日]$', ''),
             ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d %H:%M', '%Y-%m-%d', '%Y-%m-%d %H', '%Y%m%d'])
    WHEN regexp_full_match(x, '[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}.*')
      THEN CASE date_order
             WHEN 'mdy' THEN try_strptime(translate(x, '/.', '--'),
               ['%m-%d-%Y %I:%M:%S %p', '%m-%d-%Y %H:%M:%S', '%m-%d-%Y %I:%M %p', '%m-%d-%Y %H:%M', '%m-%d-%Y'])
             ELSE try_strptime(translate(x, '/.', '--'),
               ['%d-%m-%Y %I:%M:%S %p', '%d-%m-%Y %H:%M:%S', '%d-%m-%Y %I:%M %p', '%d-%m-%Y %H:%M', '%d-%m-%Y'])
           END
    ELSE try_strptime(x, ['%d %b %Y %H:%M', '%d %b %Y', '%b %d, %Y %I:%M %p', '%b %d, %Y', '%b-%d-%y', '%d-%b-%y'])
  END
);

-- An instant: by its own offset where the cell has one, else by the zone of the shop.
CREATE OR REPLACE TEMP MACRO cell_instant(x, date_order, zone) AS (
  CASE
    WHEN regexp_full_match(x, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*(Z|[+-][0-9]{2}(:?[0-9]{2})?)')
      THEN coalesce(
             try_strptime(regexp_replace(regexp_replace(regexp_replace(x, 'Z$', '+00:00'), '^(\S+)[T ]', '\1 '), '\s*([+-][0-9]{2}(:?[0-9]{2})?)$', ' \1'),
               '%Y-%m-%d %H:%M:%S %z'),
             try_strptime(regexp_replace(regexp_replace(regexp_replace(x, 'Z$', '+00:00'), '^(\S+)[T ]', '\1 '), '\s*([+-][0-9]{2}(:?[0-9]{2})?)$', ' \1'),
               '%Y-%m-%d %H:%M:%S.%f %z'),
             try_strptime(regexp_replace(regexp_replace(regexp_replace(x, 'Z$', '+00:00'), '^(\S+)[T ]', '\1 '), '\s*([+-][0-9]{2}(:?[0-9]{2})?)$', ' \1'),
               '%Y-%m-%d %H:%M %z'))
    ELSE timezone(zone, cell_wall_clock(x, date_order))
  END
);

CREATE OR REPLACE TEMP MACRO cell_day(x, date_order) AS (cell_wall_clock(x, date_order)::DATE);

-- The first and the last of a span of days: 01-09-2026 - 30-09-2026, 2026-06-03-2026-06-30, or a single day.
CREATE OR REPLACE TEMP MACRO cell_days(x, date_order) AS (
  CASE WHEN regexp_full_match(x, '[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(\s*[-~]\s*[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4})?')
         AND cell_day(regexp_extract(x, '^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}'), date_order)
           <= cell_day(regexp_extract(x, '[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}$'), date_order)
       THEN struct_pack(
         first := cell_day(regexp_extract(x, '^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}'), date_order),
         last := cell_day(regexp_extract(x, '[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}$'), date_order))
  END
);

CREATE OR REPLACE TEMP MACRO cell_flag(x) AS (
  CASE WHEN lower(x) IN ('true', 'yes', 'y', '1', '是') THEN TRUE
       WHEN lower(x) IN ('false', 'no', 'n', '0', '否') THEN FALSE
  END
);

-- HMAC-SHA-256 of a person's id under the workspace's key, whose two pads are the variables
-- identity_inner and identity_outer. 32 hex digits keep 128 bits.
CREATE OR REPLACE TEMP MACRO cell_person(x) AS (
  substr(sha256(getvariable('identity_outer') || unhex(sha256(getvariable('identity_inner') || encode(x)))), 1, 32)
);

-- The id of a broadcast whose export names no room: who, and the wall-clock second it began.
CREATE OR REPLACE TEMP MACRO broadcast_id(account, started_at, zone) AS (
  account || '@' || strftime(timezone(zone, started_at), '%Y-%m-%dT%H:%M:%S')
);
