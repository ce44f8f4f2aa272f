-- How a cell of text becomes a value: one macro a dialect, the same for every report.
-- Each gives NULL for a missing cell and for one that it cannot read; the conversion tells the two
-- apart, so that a cell that cannot be read rejects its row.
-- decimal_mark ('.' or ',') and date_order ('dmy' or 'mdy') are decided once per file.

-- What most cells of a large file look like is tried first and costs a tenth of the general reading.

-- The cell without the white space around it, which staging takes off the cells of a text file.
CREATE OR REPLACE TEMP MACRO cell_trim(x) AS (
  regexp_replace(x, '^[\s\x{00A0}\x{FEFF}]+|[\s\x{00A0}\x{FEFF}]+$', '', 'g')
);

-- A trimmed cell without the wrapping that exports put around ids and numbers ('1, ="1"); NULL where it says that there
-- is nothing, in no more than 15 bytes. Not by IN: the engine would make a join of that, one for every column.
CREATE OR REPLACE TEMP MACRO cell_value(x) AS (
  CASE WHEN x >= '0' AND x < ':' THEN x
       WHEN strlen(x) <= 15
            AND list_contains(
              ['', '-', '--', '—', '–', '－', '''', 'N/A', 'n/a', 'NULL', 'null', 'NaN', 'nan', '#N/A', '#DIV/0!', '#VALUE!',
               '#REF!', '无', '无退款申请', '暂无', '暂无数据'], x) THEN NULL
       WHEN starts_with(x, '=') OR starts_with(x, '''') THEN regexp_replace(x, '^(?:="(.*)"|''(.+))$', '\1\2')
       ELSE x
  END
);

-- A trimmed cell of a column whose cells are all plain: nothing else is missing there.
CREATE OR REPLACE TEMP MACRO cell_filled(x) AS (CASE WHEN x <> '' AND x <> '-' THEN x END);

CREATE OR REPLACE TEMP MACRO cell_text(x) AS (cell_value(cell_trim(x)));

-- An identifier. One that passed through a spreadsheet's number has lost its last digits: not readable.
CREATE OR REPLACE TEMP MACRO cell_id(x) AS (
  CASE WHEN NOT (contains(x, 'e') OR contains(x, 'E') OR suffix(x, '.0')) THEN x
       WHEN regexp_full_match(x, '[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+') THEN NULL
       ELSE regexp_replace(x, '^([0-9]+)\.0$', '\1')
  END
);

-- The number inside a cell: its sign, digits, grouping and decimal mark, without the currency around it or its scale;
-- what holds no number stays as it is. Formatters put spaces there that do not break a line (A0, 202F).
CREATE OR REPLACE TEMP MACRO cell_figure(x) AS (
  regexp_replace(x,
    '^([+-]?)[\s\x{00A0}\x{202F}]*(?:[A-Z]{0,2}\$|Rp\.?|RM|[A-Z]{3}|[¥￥£€₫฿₱₩₹])?[\s\x{00A0}\x{202F}]*([+-]?[0-9][0-9.,]*)[\s\x{00A0}\x{202F}]*(?:亿|万|千|[wWkK]|tr)?[\s\x{00A0}\x{202F}]*(?:[₫đ元圆€£฿]|[A-Z]{3})?$',
    '\1\2')
);

-- By how much the number inside a cell is to be multiplied: 万 and w are ten thousand, 亿 a hundred million, k and 千
-- a thousand, tr (Vietnamese) a million. The K of KRW is none.
CREATE OR REPLACE TEMP MACRO cell_scale(x) AS (
  coalesce(
    MAP {'亿': 100000000, 'tr': 1000000, '万': 10000, 'w': 10000, 'W': 10000, '千': 1000, 'k': 1000, 'K': 1000}
      [regexp_extract(x, '[0-9][\s\x{00A0}\x{202F}]*(亿|万|千|[wWkK]|tr)[\s\x{00A0}\x{202F}]*(?:[₫đ元圆€£฿]|[A-Z]{3})?$', 1)],
    1)
);

-- A number by the file's decimal mark; a group that is not of three digits is not readable, so that a
-- mark mistaken for the other rejects the row instead of changing the amount.
CREATE OR REPLACE TEMP MACRO cell_number(x, decimal_mark) AS (
  CASE
    WHEN decimal_mark = '.' AND regexp_full_match(x, '[0-9]{1,18}(\.[0-9]{1,9})?') THEN x::DECIMAL(30,10)
    WHEN decimal_mark = '.' AND regexp_full_match(cell_figure(x), '[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?')
      THEN try_cast(replace(cell_figure(x), ',', '') AS DECIMAL(30,10)) * cell_scale(x)
    WHEN decimal_mark = ',' AND regexp_full_match(cell_figure(x), '[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?')
      THEN try_cast(replace(replace(cell_figure(x), '.', ''), ',', '.') AS DECIMAL(30,10)) * cell_scale(x)
  END
);

CREATE OR REPLACE TEMP MACRO cell_money(x, decimal_mark) AS (
  CASE WHEN decimal_mark = '.' AND regexp_full_match(x, '[0-9]{1,15}(\.[0-9]{1,2})?') THEN x::DECIMAL(24,2)
       ELSE try_cast(round(cell_number(x, decimal_mark), 2) AS DECIMAL(24,2))
  END
);

CREATE OR REPLACE TEMP MACRO cell_price(x, decimal_mark) AS (
  CASE WHEN decimal_mark = '.' AND regexp_full_match(x, '[0-9]{1,12}(\.[0-9]{1,4})?') THEN x::DECIMAL(18,4)
       ELSE try_cast(round(cell_number(x, decimal_mark), 4) AS DECIMAL(18,4))
  END
);

-- A count of things: whole, or not readable.
CREATE OR REPLACE TEMP MACRO cell_count(x, decimal_mark) AS (
  CASE WHEN regexp_full_match(x, '[0-9]{1,18}') THEN x::BIGINT
       -- The list names the number, which would else be read once for each time that it is spoken of.
       ELSE list_transform([cell_number(x, decimal_mark)],
              lambda n: CASE WHEN n = floor(n) THEN try_cast(n AS BIGINT) END)[1]
  END
);

-- 8.33% or 8.33, both meaning 0.0833.
CREATE OR REPLACE TEMP MACRO cell_percent(x, decimal_mark) AS (
  try_cast(try_cast(cell_number(rtrim(x, '% '), decimal_mark) AS DECIMAL(24,10)) * 0.01 AS DECIMAL(24,8))
);

-- A number, or a share where it has a percent sign.
CREATE OR REPLACE TEMP MACRO cell_bound(x, decimal_mark) AS (
  try_cast(cell_number(rtrim(x, '% '), decimal_mark) AS DECIMAL(24,10)) * CASE WHEN contains(x, '%') THEN 0.01 ELSE 1.00 END
);

-- 0.0833; with a percent sign, a percent all the same.
CREATE OR REPLACE TEMP MACRO cell_fraction(x, decimal_mark) AS (
  try_cast(cell_bound(x, decimal_mark) AS DECIMAL(24,8))
);

-- The last of the scale or percent sign behind a number.
CREATE OR REPLACE TEMP MACRO cell_unit(x) AS (regexp_extract(x, '([%亿万千wWkK]|tr)$', 1));

-- The two ends of a range, NULL where one is not readable or they stand the wrong way round.
CREATE OR REPLACE TEMP MACRO cell_span(a, b, decimal_mark) AS (
  CASE
    WHEN cell_unit(a) = '' AND cell_unit(b) <> ''
         AND cell_number(a, decimal_mark) < cell_number(regexp_replace(b, '\s*([%亿万千wWkK]|tr)$', ''), decimal_mark)
      THEN {'low': cell_bound(a || cell_unit(b), decimal_mark), 'high': cell_bound(b, decimal_mark)}
    WHEN cell_bound(a, decimal_mark) <= cell_bound(b, decimal_mark)
      THEN {'low': cell_bound(a, decimal_mark), 'high': cell_bound(b, decimal_mark)}
  END
);

-- Between low and high: 7.5w~10w, 500-1000, 5-10%, 30%+, 1w以上, ≥500, <100; one figure is both. A side that is open
-- is NULL. A low end without a scale has that of the high end where it would else be above it: 5-10万, but 7500~1w.
CREATE OR REPLACE TEMP MACRO cell_range(x, decimal_mark) AS (
  CASE
    WHEN regexp_full_match(x, '[>≥]=?.+') OR regexp_full_match(x, '.+(\+|以上)')
      THEN CASE WHEN cell_bound(regexp_replace(x, '^[>≥]=?\s*|\s*(\+|以上)$', '', 'g'), decimal_mark) IS NOT NULL
                THEN {'low': cell_bound(regexp_replace(x, '^[>≥]=?\s*|\s*(\+|以上)$', '', 'g'), decimal_mark),
                      'high': NULL::DECIMAL(30,10)} END
    WHEN regexp_full_match(x, '[<≤]=?.+') OR regexp_full_match(x, '.+以下')
      THEN CASE WHEN cell_bound(regexp_replace(x, '^[<≤]=?\s*|\s*以下$', '', 'g'), decimal_mark) IS NOT NULL
                THEN {'low': NULL::DECIMAL(30,10),
                      'high': cell_bound(regexp_replace(x, '^[<≤]=?\s*|\s*以下$', '', 'g'), decimal_mark)} END
    WHEN regexp_full_match(x, '[^~～至到–—-]+[~～至到–—-][^~～至到–—-]+')
      THEN cell_span(trim(regexp_extract(x, '^([^~～至到–—-]+)', 1)), trim(regexp_extract(x, '([^~～至到–—-]+)$', 1)),
                     decimal_mark)
    WHEN cell_bound(x, decimal_mark) IS NOT NULL
      THEN {'low': cell_bound(x, decimal_mark), 'high': cell_bound(x, decimal_mark)}
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

-- A wall-clock time, its zone not yet applied. A year of another calendar (2569 in Thailand) is not readable.
CREATE OR REPLACE TEMP MACRO cell_wall_clock(x, date_order) AS (
  CASE
    WHEN x LIKE '20__-__-__ __:__:__' THEN try_strptime(x, '%Y-%m-%d %H:%M:%S')
    WHEN regexp_full_match(x, '[3-6][0-9]{4}(\.[0-9]+)?')
      THEN TIMESTAMP '1899-12-30' + to_microseconds((round(x::DOUBLE * 86400) * 1000000)::BIGINT)
    WHEN regexp_full_match(x, '(19|20)[0-9]{2}[-/年.][0-9]{1,2}[-/月.][0-9]{1,2}.*') OR regexp_full_match(x, '(19|20)[0-9]{6}')
      THEN try_strptime(
             regexp_replace(regexp_replace(regexp_replace(x, '^([0-9]{4})[-/年.]([0-9]{1,2})[-/月.]([0-9]{1,2})[日/]?', '\1-\2-\3'),
               '[T\s]+', ' '), '[日]$', ''),
             ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d %H:%M', '%Y-%m-%d', '%Y-%m-%d %H', '%Y%m%d'])
    WHEN regexp_full_match(x, '[0-9]{1,2}[-/.][0-9]{1,2}[-/.](19|20)[0-9]{2}.*')
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
    WHEN x LIKE '20__-__-__ __:__:__' THEN timezone(zone, try_strptime(x, '%Y-%m-%d %H:%M:%S'))
    WHEN regexp_full_match(x, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*(Z|[+-][0-9]{2}(:?[0-9]{2})?)')
      THEN try_strptime(
             regexp_replace(regexp_replace(regexp_replace(x, 'Z$', '+00:00'), '^(\S+)[T ]', '\1 '), '\s*([+-][0-9]{2}(:?[0-9]{2})?)$', ' \1'),
             ['%Y-%m-%d %H:%M:%S %z', '%Y-%m-%d %H:%M:%S.%f %z', '%Y-%m-%d %H:%M %z'])
    ELSE timezone(zone, cell_wall_clock(x, date_order))
  END
);

CREATE OR REPLACE TEMP MACRO cell_day(x, date_order) AS (cell_wall_clock(x, date_order)::DATE);

-- The ends of a span of days: 2026-08-09~2026-09-07, 2026/08/01 - 2026/08/31, 20260801-20260831; one day is itself.
CREATE OR REPLACE TEMP MACRO cell_ends(x) AS (
  string_split(
    regexp_replace(regexp_replace(x, '^([0-9]{8})-([0-9]{8})$', '\1~\2'), '\s*[~～至到–]\s*|\s+-\s+', '~', 'g'), '~')
);

-- A day, or from a first to a last one.
CREATE OR REPLACE TEMP MACRO cell_days(x, date_order) AS (
  CASE
    WHEN len(cell_ends(x)) <= 2
         AND cell_day(cell_ends(x)[1], date_order) <= cell_day(cell_ends(x)[-1], date_order)
      THEN {'first': cell_day(cell_ends(x)[1], date_order), 'last': cell_day(cell_ends(x)[-1], date_order)}
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
