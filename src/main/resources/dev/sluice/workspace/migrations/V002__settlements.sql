-- Who sold an order, what platforms pay out, and what monitoring services guess.

-- The account that broadcasts, by name: exports of orders often know no other.
ALTER TABLE broadcast ADD COLUMN account_name VARCHAR;
ALTER TABLE order_line ADD COLUMN account VARCHAR;       -- who sold it; NULL = the shop itself, or not told
ALTER TABLE order_line ADD COLUMN account_name VARCHAR;
ALTER TABLE order_line ADD COLUMN surface VARCHAR;       -- live | video | card | page | image | other; NULL = not told

ALTER TABLE spend ADD COLUMN account VARCHAR;            -- the account that is advertised
ALTER TABLE spend ADD COLUMN net_gmv DECIMAL(24,2);
ALTER TABLE spend ADD COLUMN net_orders BIGINT;
ALTER TABLE spend ADD COLUMN user_paid_amount DECIMAL(24,2);
ALTER TABLE spend ADD COLUMN refund_1h_amount DECIMAL(24,2);
ALTER TABLE spend ADD COLUMN refund_1h_orders BIGINT;

-- What a platform pays out or takes. Statements of one platform tell of the same money: never add across them.
CREATE TABLE settlement (
  shop          VARCHAR NOT NULL,
  statement     VARCHAR NOT NULL,        -- settlement, by order; funds, by movement of the account
  entry         VARCHAR NOT NULL,        -- its own number, or what tells it from the others of its order
  order_id      VARCHAR,
  line_id       VARCHAR,
  kind          VARCHAR,                 -- as the platform words it
  settled_at    TIMESTAMPTZ,
  currency      VARCHAR NOT NULL,
  amount        DECIMAL(24,2),           -- what comes to the shop; negative = goes from it
  paid_amount   DECIMAL(24,2),           -- what buyers paid
  subsidy       DECIMAL(24,2),           -- what the platform and creators add
  refund_amount DECIMAL(24,2),
  platform_fee  DECIMAL(24,2),
  commission    DECIMAL(24,2),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- What a monitoring service guesses of anybody's products, videos and shops: between low and high, which are the
-- same where it names one figure.
CREATE TABLE market_estimate (
  shop       VARCHAR NOT NULL,
  subject    VARCHAR NOT NULL,           -- product | video | shop | broadcast
  subject_id VARCHAR NOT NULL,           -- its id or its address
  name       VARCHAR,
  seller     VARCHAR,
  category   VARCHAR,
  first_day  DATE NOT NULL,
  last_day   DATE NOT NULL,
  currency   VARCHAR,
  price      DECIMAL(18,4),
  units_low  BIGINT, units_high BIGINT,
  gmv_low    DECIMAL(24,2), gmv_high DECIMAL(24,2),
  live_gmv   DECIMAL(24,2), video_gmv DECIMAL(24,2), card_gmv DECIMAL(24,2),
  views      BIGINT,
  ad_spend   DECIMAL(24,2),
  reported   MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);
