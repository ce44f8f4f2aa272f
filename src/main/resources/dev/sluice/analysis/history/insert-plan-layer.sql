-- Freezes what a version of a plan expects of a layer.
-- $1 VARCHAR plan, $2 INTEGER version, $3 INTEGER position, $4 VARCHAR layer, $5 VARCHAR kind, $6 VARCHAR title,
-- $7 DECIMAL cost, $8 … $12 BIGINT reach, clicks, reservations, entrants, orders, $13 DECIMAL gmv, $14 VARCHAR reason
INSERT INTO plan_layer (plan, version, position, layer, kind, title, cost, reach, clicks, reservations, entrants, orders,
                        gmv, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
