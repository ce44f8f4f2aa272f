-- Statistics of broadcasts' minutes, products and sources that other markets tell; of shops by day; of videos;
-- of mailings; and advertising that is told as one sum over many days.

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

ALTER TABLE shop_statistic ADD COLUMN broadcasts BIGINT;
ALTER TABLE shop_statistic ADD COLUMN impressions BIGINT;
ALTER TABLE shop_statistic ADD COLUMN views BIGINT;
ALTER TABLE shop_statistic ADD COLUMN viewers BIGINT;
ALTER TABLE shop_statistic ADD COLUMN engaged_viewers BIGINT;
ALTER TABLE shop_statistic ADD COLUMN peak_viewers BIGINT;
ALTER TABLE shop_statistic ADD COLUMN watch_seconds_per_view DECIMAL(18,4);
ALTER TABLE shop_statistic ADD COLUMN sessions BIGINT;
ALTER TABLE shop_statistic ADD COLUMN comments BIGINT;
ALTER TABLE shop_statistic ADD COLUMN likes BIGINT;
ALTER TABLE shop_statistic ADD COLUMN shares BIGINT;
ALTER TABLE shop_statistic ADD COLUMN new_followers BIGINT;
ALTER TABLE shop_statistic ADD COLUMN attributed_orders BIGINT;
ALTER TABLE shop_statistic ADD COLUMN attributed_sku_orders BIGINT;
ALTER TABLE shop_statistic ADD COLUMN attributed_units BIGINT;
ALTER TABLE shop_statistic ADD COLUMN attributed_gmv DECIMAL(24,2);
ALTER TABLE shop_statistic ADD COLUMN indirect_gmv DECIMAL(24,2);
ALTER TABLE shop_statistic ADD COLUMN confirmed_gmv DECIMAL(24,2);
ALTER TABLE shop_statistic ADD COLUMN refund_units BIGINT;

-- A source is also a channel as a site's analytics tell them, or 'live' for all broadcasts of a shop.
ALTER TABLE source_statistic ADD COLUMN broadcasts BIGINT;
ALTER TABLE source_statistic ADD COLUMN impressions BIGINT;
ALTER TABLE source_statistic ADD COLUMN views BIGINT;
ALTER TABLE source_statistic ADD COLUMN viewers BIGINT;
ALTER TABLE source_statistic ADD COLUMN engaged_viewers BIGINT;
ALTER TABLE source_statistic ADD COLUMN peak_viewers BIGINT;
ALTER TABLE source_statistic ADD COLUMN watch_seconds_per_view DECIMAL(18,4);
ALTER TABLE source_statistic ADD COLUMN sessions BIGINT;
ALTER TABLE source_statistic ADD COLUMN comments BIGINT;
ALTER TABLE source_statistic ADD COLUMN likes BIGINT;
ALTER TABLE source_statistic ADD COLUMN shares BIGINT;
ALTER TABLE source_statistic ADD COLUMN new_followers BIGINT;
ALTER TABLE source_statistic ADD COLUMN attributed_orders BIGINT;
ALTER TABLE source_statistic ADD COLUMN attributed_sku_orders BIGINT;
ALTER TABLE source_statistic ADD COLUMN attributed_units BIGINT;
ALTER TABLE source_statistic ADD COLUMN attributed_gmv DECIMAL(24,2);
ALTER TABLE source_statistic ADD COLUMN indirect_gmv DECIMAL(24,2);
ALTER TABLE source_statistic ADD COLUMN confirmed_gmv DECIMAL(24,2);
ALTER TABLE source_statistic ADD COLUMN refund_units BIGINT;

-- NULL = all of its traffic; a row of one source (live, video, affiliate, card) is a part of that.
ALTER TABLE product_statistic ADD COLUMN source VARCHAR;
ALTER TABLE product_statistic ADD COLUMN sessions BIGINT;
ALTER TABLE product_statistic ADD COLUMN attributed_orders BIGINT;
ALTER TABLE product_statistic ADD COLUMN attributed_sku_orders BIGINT;
ALTER TABLE product_statistic ADD COLUMN attributed_units BIGINT;
ALTER TABLE product_statistic ADD COLUMN attributed_gmv DECIMAL(24,2);
ALTER TABLE product_statistic ADD COLUMN indirect_gmv DECIMAL(24,2);
ALTER TABLE product_statistic ADD COLUMN confirmed_gmv DECIMAL(24,2);
ALTER TABLE product_statistic ADD COLUMN refund_units BIGINT;
ALTER TABLE product_statistic ADD COLUMN commission DECIMAL(24,2);

-- What a video did in a period; it may have been posted before.
CREATE TABLE video_statistic (
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
CREATE TABLE spend_statistic (
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
