-- A line of an order as the affiliate programme tells it: whose content sold it, and what that costs. The order itself
-- stands in order_line, from the shop's own list: never add the two.
CREATE TABLE affiliate_order (
  shop            VARCHAR NOT NULL,
  order_id        VARCHAR NOT NULL,
  line_id         VARCHAR NOT NULL,
  product         VARCHAR,
  product_name    VARCHAR,
  sku             VARCHAR,
  creator         VARCHAR,
  surface         VARCHAR,               -- live | video | showcase …
  content         VARCHAR,               -- the id of the room or video
  broadcast       VARCHAR,               -- the room, where a broadcast sold it
  quantity        BIGINT,
  amount          DECIMAL(24,2),
  commission_base DECIMAL(24,2),
  commission      DECIMAL(24,2),         -- of all kinds, as paid, else as expected
  currency        VARCHAR NOT NULL,
  status          VARCHAR,
  eligible        BOOLEAN,               -- whether it earns a commission
  returned        BOOLEAN,
  created_at      TIMESTAMPTZ,
  commission_paid_at TIMESTAMPTZ,
  file_id INTEGER NOT NULL, row_number BIGINT NOT NULL, as_of TIMESTAMPTZ, superseded_by INTEGER
);
