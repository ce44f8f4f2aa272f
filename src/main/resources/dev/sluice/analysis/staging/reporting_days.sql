-- The facts that hold money, each with the day whose rate turns it into another currency: that of the order, of the
-- start of the broadcast, of the spend. {{facts}} is where the facts themselves lie, since views of their names hide them.
CREATE OR REPLACE TEMP VIEW order_line_by_day AS
SELECT f.*, coalesce(f.currency, s.currency) AS own_currency,
       CAST(timezone(coalesce(s.zone, 'UTC'), coalesce(f.created_at, f.paid_at, f.shipped_at)) AS DATE) AS rate_day
FROM {{facts}}.order_line AS f LEFT JOIN {{facts}}.shop AS s ON s.shop = f.shop;

CREATE OR REPLACE TEMP VIEW refund_by_day AS
SELECT f.*, coalesce(f.currency, s.currency) AS own_currency,
       CAST(timezone(coalesce(s.zone, 'UTC'), coalesce(o.created_at, f.refunded_at)) AS DATE) AS rate_day
FROM {{facts}}.refund AS f
LEFT JOIN {{facts}}.shop AS s ON s.shop = f.shop
LEFT JOIN (SELECT shop, order_id, min(created_at) AS created_at FROM {{facts}}.order_line
           WHERE superseded_by IS NULL GROUP BY shop, order_id) AS o
  ON o.shop = f.shop AND o.order_id = f.order_id;

CREATE OR REPLACE TEMP VIEW broadcast_by_day AS
SELECT f.*, coalesce(f.currency, s.currency) AS own_currency,
       CAST(timezone(coalesce(s.zone, 'UTC'), f.started_at) AS DATE) AS rate_day
FROM {{facts}}.broadcast AS f LEFT JOIN {{facts}}.shop AS s ON s.shop = f.shop;

-- What is of a part of a broadcast goes by the day of the whole.
CREATE OR REPLACE TEMP VIEW day_of_broadcast AS
SELECT shop, broadcast, min(rate_day) AS rate_day FROM broadcast_by_day
WHERE superseded_by IS NULL GROUP BY shop, broadcast;

CREATE OR REPLACE TEMP VIEW broadcast_product_by_day AS
SELECT f.*, coalesce(f.currency, s.currency) AS own_currency, d.rate_day
FROM {{facts}}.broadcast_product AS f
LEFT JOIN {{facts}}.shop AS s ON s.shop = f.shop
LEFT JOIN day_of_broadcast AS d ON d.shop = f.shop AND d.broadcast = f.broadcast;

CREATE OR REPLACE TEMP VIEW broadcast_source_by_day AS
SELECT f.*, coalesce(f.currency, s.currency) AS own_currency, d.rate_day
FROM {{facts}}.broadcast_source AS f
LEFT JOIN {{facts}}.shop AS s ON s.shop = f.shop
LEFT JOIN day_of_broadcast AS d ON d.shop = f.shop AND d.broadcast = f.broadcast;

CREATE OR REPLACE TEMP VIEW spend_by_day AS
SELECT f.*, f.currency AS own_currency, f.day AS rate_day FROM {{facts}}.spend AS f;
