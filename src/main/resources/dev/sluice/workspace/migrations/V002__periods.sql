-- What platforms tell as sums over a period. A day is a period whose first and last day are the same.
-- Rows of channel 'all' hold those of the other channels, and a long period the short ones within it: a question
-- takes one channel and one length, and adds no people (visitors, buyers) up.

ALTER TABLE broadcast_minute ADD COLUMN attributed_orders BIGINT;
ALTER TABLE broadcast_minute ADD COLUMN attributed_sku_orders BIGINT;
ALTER TABLE broadcast_minute ADD COLUMN attributed_units BIGINT;
ALTER TABLE broadcast_minute ADD COLUMN attributed_buyers BIGINT;
ALTER TABLE broadcast_minute ADD COLUMN attributed_gmv DECIMAL(24,2);

ALTER TABLE broadcast_product ADD COLUMN product_reach BIGINT;
ALTER TABLE broadcast_product ADD COLUMN product_clickers BIGINT;
ALTER TABLE broadcast_product ADD COLUMN orders BIGINT;
ALTER TABLE broadcast_product ADD COLUMN units BIGINT;
ALTER TABLE broadcast_product ADD COLUMN buyers BIGINT;
ALTER TABLE broadcast_product ADD COLUMN paid_gmv DECIMAL(24,2);
ALTER TABLE broadcast_product ADD COLUMN presale_orders BIGINT;
ALTER TABLE broadcast_product ADD COLUMN refund_orders BIGINT;
ALTER TABLE broadcast_product ADD COLUMN refund_amount DECIMAL(24,2);

ALTER TABLE broadcast_source ADD COLUMN watch_seconds_per_viewer DECIMAL(18,4);

-- A shop, or a site, in a period, by what its traffic came through.
CREATE TABLE shop_period (
  shop      VARCHAR NOT NULL,
  channel   VARCHAR NOT NULL,            -- all, live, search …; else as the platform words it
  first_day DATE NOT NULL,               -- in the shop's zone
  last_day  DATE NOT NULL,
  currency  VARCHAR,
  broadcasts BIGINT,
  -- traffic
  impressions BIGINT, reach BIGINT, views BIGINT, viewers BIGINT, engaged_viewers BIGINT, peak_viewers BIGINT,
  watch_seconds_per_view DECIMAL(18,4),
  page_views BIGINT, visitors BIGINT, sessions BIGINT,
  -- interaction
  comments BIGINT, likes BIGINT, shares BIGINT, new_followers BIGINT,
  -- goods
  product_impressions BIGINT, product_reach BIGINT, product_clicks BIGINT, product_clickers BIGINT,
  add_to_carts BIGINT,
  -- orders
  orders BIGINT, sku_orders BIGINT, units BIGINT, buyers BIGINT,
  attributed_orders BIGINT, attributed_sku_orders BIGINT, attributed_units BIGINT,
  placed_orders BIGINT, placed_units BIGINT,
  refund_orders BIGINT, refund_units BIGINT,
  -- money
  paid_gmv DECIMAL(24,2), attributed_gmv DECIMAL(24,2), indirect_gmv DECIMAL(24,2),
  placed_gmv DECIMAL(24,2), confirmed_gmv DECIMAL(24,2), refund_amount DECIMAL(24,2), ad_spend DECIMAL(24,2),
  reported MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- A product in a period, by what its traffic came through.
CREATE TABLE product_period (
  shop         VARCHAR NOT NULL,
  product      VARCHAR NOT NULL,         -- its name where the export has no id
  sku          VARCHAR,                  -- where the export tells SKUs apart
  product_name VARCHAR,
  channel      VARCHAR NOT NULL,         -- all, live, video, affiliate, card; else as the platform words it
  first_day    DATE NOT NULL,
  last_day     DATE NOT NULL,
  currency     VARCHAR,
  product_impressions BIGINT, product_reach BIGINT, product_clicks BIGINT, product_clickers BIGINT,
  page_views BIGINT, visitors BIGINT, sessions BIGINT, add_to_carts BIGINT,
  orders BIGINT, sku_orders BIGINT, units BIGINT, buyers BIGINT,
  attributed_orders BIGINT, attributed_sku_orders BIGINT, attributed_units BIGINT,
  placed_orders BIGINT, placed_units BIGINT,
  refund_orders BIGINT, refund_units BIGINT, refund_buyers BIGINT,
  paid_gmv DECIMAL(24,2), attributed_gmv DECIMAL(24,2), indirect_gmv DECIMAL(24,2),
  placed_gmv DECIMAL(24,2), confirmed_gmv DECIMAL(24,2), refund_amount DECIMAL(24,2), commission DECIMAL(24,2),
  reported MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- What a video did in a period; it may have been posted before.
CREATE TABLE video_period (
  shop      VARCHAR NOT NULL,
  video     VARCHAR NOT NULL,            -- its id, or its address where the export has no id
  title     VARCHAR,
  account   VARCHAR,
  posted_at TIMESTAMPTZ,
  duration_seconds BIGINT,
  first_day DATE NOT NULL,
  last_day  DATE NOT NULL,
  currency  VARCHAR,
  impressions BIGINT, views BIGINT, watch_seconds DECIMAL(18,4), likes BIGINT, comments BIGINT, shares BIGINT,
  new_followers BIGINT,                  -- net, and so below zero, where the platform counts so
  live_clicks BIGINT,                    -- from the video into a broadcast
  product_impressions BIGINT, product_clicks BIGINT,
  orders BIGINT, sku_orders BIGINT, units BIGINT, buyers BIGINT,
  attributed_sku_orders BIGINT, attributed_units BIGINT, refund_units BIGINT,
  paid_gmv DECIMAL(24,2), attributed_gmv DECIMAL(24,2), indirect_gmv DECIMAL(24,2), refund_amount DECIMAL(24,2),
  commission DECIMAL(24,2),
  reported MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- A mailing or message to many, with what came of it so far.
CREATE TABLE message_campaign (
  shop     VARCHAR NOT NULL,
  campaign VARCHAR NOT NULL,             -- its id, or its name and time where the export has no id
  variant  VARCHAR,
  name     VARCHAR,
  subject  VARCHAR,
  list     VARCHAR,
  channel  VARCHAR,                      -- email, sms …
  sent_at  TIMESTAMPTZ,
  currency VARCHAR,
  recipients BIGINT, deliveries BIGINT, bounces BIGINT,
  opens BIGINT, openers BIGINT, message_clicks BIGINT, message_clickers BIGINT,
  unsubscribes BIGINT, complaints BIGINT,
  orders BIGINT, buyers BIGINT, attributed_gmv DECIMAL(24,2),
  reported MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- Advertising told as one sum over more than a day; what is told by day stands in spend, and the two overlap.
CREATE TABLE spend_period (
  shop        VARCHAR NOT NULL,
  first_day   DATE NOT NULL,             -- in the advertising account's zone
  last_day    DATE NOT NULL,
  campaign    VARCHAR,
  ad_group    VARCHAR,
  ad          VARCHAR,
  broadcast   VARCHAR,
  currency    VARCHAR NOT NULL,
  spend       DECIMAL(24,2),
  impressions BIGINT,
  clicks      BIGINT,
  views       BIGINT,                    -- of the broadcast or video that was advertised
  conversions BIGINT,
  ad_gmv      DECIMAL(24,2),
  reported    MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);
