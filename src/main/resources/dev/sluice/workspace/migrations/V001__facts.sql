-- The facts of a workspace. Every fact row carries its lineage:
--   file_id, row_number  the imported file and the record in it (the first record of the file is 1)
--   as_of                how fresh the export was
--   superseded_by        the file whose later word on the same thing replaced this row; NULL = in force
-- Instants are UTC. Money is DECIMAL with its ISO currency beside it. Missing is NULL, never 0.

CREATE SEQUENCE source_file_ids;

CREATE TABLE source_file (
  file_id         INTEGER PRIMARY KEY DEFAULT nextval('source_file_ids'),
  file            VARCHAR NOT NULL,      -- the name without its folder
  sha256          VARCHAR NOT NULL,
  report          VARCHAR NOT NULL,
  shop            VARCHAR NOT NULL,
  room            VARCHAR,               -- the broadcast that the import was told the file belongs to
  currency        VARCHAR,
  zone            VARCHAR,
  period_from     DATE,
  period_to       DATE,
  as_of           TIMESTAMPTZ,
  encoding        VARCHAR NOT NULL,
  header_row      INTEGER NOT NULL,
  rows_read       BIGINT NOT NULL,
  rows_loaded     BIGINT NOT NULL,
  rows_rejected   BIGINT NOT NULL,
  rows_skipped    BIGINT NOT NULL,
  unknown_columns VARCHAR[] NOT NULL,
  missing_columns VARCHAR[] NOT NULL,
  warnings        VARCHAR[] NOT NULL,
  imported_at     TIMESTAMPTZ NOT NULL,
  superseded_by   INTEGER,               -- the import of the same bytes under another shop or room
  CHECK (rows_read = rows_loaded + rows_rejected + rows_skipped)
);

CREATE TABLE reject (
  file_id     INTEGER NOT NULL,
  row_number  BIGINT NOT NULL,
  column_name VARCHAR,                   -- the header as it stands in the file
  cell        VARCHAR,
  reason      VARCHAR NOT NULL,
  raw         VARCHAR NOT NULL           -- JSON of the staged cells; personal columns never reach it
);

CREATE TABLE shop (
  shop     VARCHAR PRIMARY KEY,
  platform VARCHAR NOT NULL,
  zone     VARCHAR,
  currency VARCHAR
);

CREATE TABLE broadcast (
  broadcast        VARCHAR NOT NULL,     -- the room id, else account@local start
  shop             VARCHAR NOT NULL,
  platform         VARCHAR NOT NULL,
  account          VARCHAR,
  room_id          VARCHAR,
  title            VARCHAR,
  host             VARCHAR,
  started_at       TIMESTAMPTZ NOT NULL,
  ended_at         TIMESTAMPTZ,
  duration_seconds BIGINT,
  currency         VARCHAR,
  -- traffic
  impressions      BIGINT,
  reach            BIGINT,
  views            BIGINT,
  incentive_views  BIGINT,
  viewers          BIGINT,
  engaged_viewers  BIGINT,
  peak_viewers     BIGINT,
  average_viewers  DECIMAL(18,4),
  watch_seconds_per_view   DECIMAL(18,4),
  watch_seconds_per_viewer DECIMAL(18,4),
  -- interaction
  comments         BIGINT,
  likes            BIGINT,
  shares           BIGINT,
  new_followers    BIGINT,
  lost_followers   BIGINT,
  new_fan_club_members       BIGINT,
  new_shopping_group_members BIGINT,
  -- goods
  products_listed     BIGINT,
  products_sold       BIGINT,
  product_impressions BIGINT,
  product_reach       BIGINT,
  product_clicks      BIGINT,
  product_clickers    BIGINT,
  add_to_carts        BIGINT,
  -- orders
  created_sku_orders    BIGINT,
  orders                BIGINT,
  sku_orders            BIGINT,
  units                 BIGINT,
  buyers                BIGINT,
  attributed_orders     BIGINT,
  attributed_sku_orders BIGINT,
  attributed_units      BIGINT,
  attributed_buyers     BIGINT,
  placed_orders         BIGINT,
  placed_units          BIGINT,
  presale_orders        BIGINT,
  net_orders            BIGINT,
  refund_orders         BIGINT,
  refund_buyers         BIGINT,
  refund_1h_orders      BIGINT,
  -- money
  paid_gmv         DECIMAL(24,2),
  attributed_gmv   DECIMAL(24,2),
  indirect_gmv     DECIMAL(24,2),
  placed_gmv       DECIMAL(24,2),
  confirmed_gmv    DECIMAL(24,2),
  user_paid_amount DECIMAL(24,2),
  net_gmv          DECIMAL(24,2),
  presale_amount   DECIMAL(24,2),
  refund_amount    DECIMAL(24,2),
  refund_1h_amount DECIMAL(24,2),
  commission       DECIMAL(24,2),
  ad_spend         DECIMAL(24,2),
  ad_spend_bound   DECIMAL(24,2),        -- by the shop's bound accounts; overlaps the next, never add
  ad_spend_on_shop DECIMAL(24,2),        -- by anybody, on this shop
  ad_gmv           DECIMAL(24,2),
  voucher_gmv      DECIMAL(24,2),
  voucher_subsidy  DECIMAL(24,2),
  vouchers_used    BIGINT,
  -- the rates that the platform itself printed, beside what is recomputed from the counts
  reported         MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE broadcast_minute (
  broadcast      VARCHAR NOT NULL,
  shop           VARCHAR NOT NULL,
  minute         TIMESTAMPTZ NOT NULL,
  product        VARCHAR,                -- the product pinned in that minute
  currency       VARCHAR,
  impressions BIGINT, views BIGINT, viewers BIGINT, average_viewers DECIMAL(18,4),
  comments BIGINT, likes BIGINT, shares BIGINT, new_followers BIGINT,
  product_impressions BIGINT, product_clicks BIGINT, add_to_carts BIGINT,
  orders BIGINT, sku_orders BIGINT, units BIGINT, buyers BIGINT,
  paid_gmv DECIMAL(24,2), ad_spend DECIMAL(24,2),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE broadcast_product (
  broadcast    VARCHAR NOT NULL,
  shop         VARCHAR NOT NULL,
  product      VARCHAR NOT NULL,
  product_name VARCHAR,
  currency     VARCHAR,
  product_impressions BIGINT, product_clicks BIGINT, add_to_carts BIGINT,
  attributed_orders BIGINT, attributed_sku_orders BIGINT, attributed_units BIGINT, attributed_buyers BIGINT,
  attributed_gmv DECIMAL(24,2),
  stock_available BIGINT,
  reported     MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE broadcast_source (
  broadcast VARCHAR NOT NULL,
  shop      VARCHAR NOT NULL,
  source    VARCHAR NOT NULL,
  currency  VARCHAR,
  impressions BIGINT, views BIGINT, viewers BIGINT, orders BIGINT,
  paid_gmv DECIMAL(24,2), attributed_gmv DECIMAL(24,2), ad_spend DECIMAL(24,2),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- Order-level money stands on the first line of its order only, so that it is counted once.
CREATE TABLE order_line (
  shop           VARCHAR NOT NULL,
  order_id       VARCHAR NOT NULL,
  line_id        VARCHAR NOT NULL,
  sku            VARCHAR,
  seller_sku     VARCHAR,
  product        VARCHAR,
  product_name   VARCHAR,
  variant        VARCHAR,
  status         VARCHAR,                -- as the platform worded it
  quantity       BIGINT,
  unit_price     DECIMAL(18,4),
  amount         DECIMAL(24,2),          -- the line after its own discounts, before refunds
  discount       DECIMAL(24,2),          -- what was taken off the line
  order_discount DECIMAL(24,2),          -- taken off the order as a whole: first line only
  order_shipping DECIMAL(24,2),          -- first line only
  order_tax      DECIMAL(24,2),          -- first line only
  order_amount   DECIMAL(24,2),          -- what the order came to: first line only
  currency       VARCHAR NOT NULL,
  created_at     TIMESTAMPTZ,
  paid_at        TIMESTAMPTZ,
  shipped_at     TIMESTAMPTZ,
  delivered_at   TIMESTAMPTZ,
  cancelled_at   TIMESTAMPTZ,
  paid           BOOLEAN,                -- whether the order was paid; NULL where the export does not tell
  buyer          VARCHAR,                -- keyed hash
  broadcast      VARCHAR,                -- as the export states it; NULL = to be found by time window
  content        VARCHAR,
  host           VARCHAR,
  market         VARCHAR,
  channel        VARCHAR,
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE refund (
  shop        VARCHAR NOT NULL,
  order_id    VARCHAR NOT NULL,
  line_id     VARCHAR,                   -- NULL = the export gives the refund for the order as a whole
  quantity    BIGINT,
  amount      DECIMAL(24,2),
  currency    VARCHAR NOT NULL,
  refunded_at TIMESTAMPTZ,               -- NULL = the export does not tell when
  time_basis  VARCHAR NOT NULL,          -- requested | succeeded | stated | unknown
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE product (
  shop       VARCHAR NOT NULL,
  sku        VARCHAR NOT NULL,
  product    VARCHAR,
  name       VARCHAR,
  category   VARCHAR,
  role       VARCHAR,
  cost       DECIMAL(18,4),
  price      DECIMAL(18,4),
  currency   VARCHAR,
  attributes MAP(VARCHAR, VARCHAR),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE stock (
  shop      VARCHAR NOT NULL,
  sku       VARCHAR NOT NULL,
  ts        TIMESTAMPTZ NOT NULL,
  location  VARCHAR,
  on_hand   BIGINT,
  received  BIGINT,
  allocated BIGINT,
  broadcast VARCHAR,                     -- the broadcast that the allocation is for
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE spend (
  shop        VARCHAR NOT NULL,
  day         DATE NOT NULL,             -- in the advertising account's zone
  hour        INTEGER,
  campaign    VARCHAR,
  ad_group    VARCHAR,
  ad          VARCHAR,
  broadcast   VARCHAR,
  layer       VARCHAR,
  currency    VARCHAR NOT NULL,
  spend       DECIMAL(24,2),
  impressions BIGINT,
  clicks      BIGINT,
  conversions BIGINT,
  ad_gmv      DECIMAL(24,2),
  reported    MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE touch (
  shop    VARCHAR NOT NULL,
  "user"  VARCHAR NOT NULL,              -- keyed hash
  ts      TIMESTAMPTZ NOT NULL,
  channel VARCHAR NOT NULL,
  layer   VARCHAR,
  cost    DECIMAL(18,4),
  currency VARCHAR,
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE conversion (
  shop     VARCHAR NOT NULL,
  "user"   VARCHAR NOT NULL,             -- keyed hash
  ts       TIMESTAMPTZ NOT NULL,
  value    DECIMAL(24,2),
  currency VARCHAR,
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE event (
  shop       VARCHAR NOT NULL,
  "user"     VARCHAR NOT NULL,           -- keyed hash
  ts         TIMESTAMPTZ NOT NULL,
  event      VARCHAR NOT NULL,
  product    VARCHAR,
  broadcast  VARCHAR,
  source     VARCHAR,
  amount     DECIMAL(24,2),
  currency   VARCHAR,
  properties MAP(VARCHAR, VARCHAR),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE contact (
  shop       VARCHAR NOT NULL,
  ts         TIMESTAMPTZ NOT NULL,
  channel    VARCHAR NOT NULL,
  handled_at TIMESTAMPTZ,
  agent      VARCHAR,
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

CREATE TABLE fx_rate (
  day      DATE NOT NULL,
  currency VARCHAR NOT NULL,             -- one unit of this …
  base     VARCHAR NOT NULL,             -- … is worth rate units of that
  rate     DECIMAL(24,10) NOT NULL,
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- What each layer of a plan really brought.
CREATE TABLE layer_actual (
  plan         VARCHAR NOT NULL,
  layer        VARCHAR NOT NULL,
  broadcast    VARCHAR NOT NULL,
  cost         DECIMAL(24,2),
  currency     VARCHAR,
  reach        BIGINT,
  clicks       BIGINT,
  reservations BIGINT,
  entrants     BIGINT,
  orders       BIGINT,
  gmv          DECIMAL(24,2),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- Buyers and users are stored as keyed hashes. The key lies in a file beside the workspace; its
-- fingerprint here tells a lost or exchanged key from the right one.
CREATE TABLE identity_key (
  fingerprint VARCHAR NOT NULL
);
