-- What platforms tell as sums over the days from first_day to last_day, both included, in the shop's zone. A day is a
-- period whose first and last day are the same. Rows of channel 'all' hold those of the other channels, and a long
-- period the short ones within it: a question takes one channel and one set of days. People (visitors, buyers) are
-- distinct within their row only: never summed.
-- Refunds have a time basis: by_paid_time, those of the orders paid in the period, whenever they came;
-- by_refund_time, those that came in the period; without a name, one that the export does not tell.

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
  channel   VARCHAR NOT NULL,            -- all | live | video | card | search …; else as the platform words it
  first_day DATE NOT NULL,
  last_day  DATE NOT NULL,
  currency  VARCHAR,
  broadcasts BIGINT, impressions BIGINT, reach BIGINT, views BIGINT, viewers BIGINT, engaged_viewers BIGINT,
  peak_viewers BIGINT, watch_seconds_per_view DECIMAL(18,4), comments BIGINT, likes BIGINT, shares BIGINT,
  new_followers BIGINT,
  visitors BIGINT, sessions BIGINT, page_views BIGINT,
  product_reach BIGINT, product_impressions BIGINT, product_clickers BIGINT, product_clicks BIGINT,
  product_visitors BIGINT, product_views BIGINT, add_to_carts BIGINT, carters BIGINT,
  placed_orders BIGINT, placed_units BIGINT, placed_buyers BIGINT, placed_gmv DECIMAL(24,2), orders BIGINT,
  sku_orders BIGINT, units BIGINT, buyers BIGINT, paid_gmv DECIMAL(24,2), confirmed_gmv DECIMAL(24,2),
  user_paid_amount DECIMAL(24,2), attributed_orders BIGINT, attributed_sku_orders BIGINT, attributed_units BIGINT,
  attributed_gmv DECIMAL(24,2), indirect_gmv DECIMAL(24,2),
  refund_orders BIGINT, refund_units BIGINT, refund_buyers BIGINT, refund_amount DECIMAL(24,2),
  refund_amount_by_paid_time DECIMAL(24,2), refund_orders_by_refund_time BIGINT, refund_buyers_by_refund_time BIGINT,
  refund_amount_by_refund_time DECIMAL(24,2),
  ad_spend DECIMAL(24,2),
  reported  MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- A product in a period, by what its traffic came through.
CREATE TABLE product_period (
  shop         VARCHAR NOT NULL,
  product      VARCHAR NOT NULL,         -- its name where the export has no id
  sku          VARCHAR,                  -- where the export tells SKUs apart
  product_name VARCHAR,
  channel      VARCHAR NOT NULL,         -- all | live | video | card | affiliate …; else as the platform words it
  first_day    DATE NOT NULL,
  last_day     DATE NOT NULL,
  currency     VARCHAR,
  visitors BIGINT, sessions BIGINT, page_views BIGINT,
  product_reach BIGINT, product_impressions BIGINT, product_clickers BIGINT, product_clicks BIGINT,
  product_visitors BIGINT, product_views BIGINT, add_to_carts BIGINT, carters BIGINT,
  placed_orders BIGINT, placed_units BIGINT, placed_buyers BIGINT, placed_gmv DECIMAL(24,2), orders BIGINT,
  sku_orders BIGINT, units BIGINT, buyers BIGINT, paid_gmv DECIMAL(24,2), confirmed_gmv DECIMAL(24,2),
  user_paid_amount DECIMAL(24,2), attributed_orders BIGINT, attributed_sku_orders BIGINT, attributed_units BIGINT,
  attributed_gmv DECIMAL(24,2), indirect_gmv DECIMAL(24,2),
  refund_orders BIGINT, refund_units BIGINT, refund_buyers BIGINT, refund_amount DECIMAL(24,2),
  refund_amount_by_paid_time DECIMAL(24,2), refund_orders_by_refund_time BIGINT, refund_buyers_by_refund_time BIGINT,
  refund_amount_by_refund_time DECIMAL(24,2),
  commission DECIMAL(24,2),
  reported  MAP(VARCHAR, DECIMAL(24,8)),
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
  impressions BIGINT, views BIGINT, watch_seconds BIGINT, likes BIGINT, comments BIGINT, shares BIGINT,
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
  opens BIGINT, openers BIGINT, clicks BIGINT, clickers BIGINT,
  unsubscribes BIGINT, complaints BIGINT,
  orders BIGINT, buyers BIGINT, attributed_gmv DECIMAL(24,2),
  reported MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);

-- Advertising told as one sum over more than a day. What is told by day stands in spend: the two overlap.
CREATE TABLE spend_period (
  shop        VARCHAR NOT NULL,
  first_day   DATE NOT NULL,             -- in the advertising account's zone
  last_day    DATE NOT NULL,
  campaign    VARCHAR,
  ad_group    VARCHAR,
  ad          VARCHAR,
  broadcast   VARCHAR,
  product     VARCHAR,
  currency    VARCHAR NOT NULL,
  spend       DECIMAL(24,2),
  impressions BIGINT,
  clicks      BIGINT,
  views       BIGINT,                    -- of the broadcast or video that is advertised
  conversions BIGINT,
  ad_gmv      DECIMAL(24,2),
  reported    MAP(VARCHAR, DECIMAL(24,8)),
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);
