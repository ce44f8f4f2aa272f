-- Plans as they were frozen, to be set against what happened.

CREATE TABLE plan (
  plan      VARCHAR NOT NULL,            -- the campaign's id
  version   INTEGER NOT NULL,            -- 1, 2, … of that campaign
  sha256    VARCHAR NOT NULL,            -- of the campaign file
  campaign  VARCHAR NOT NULL,            -- its text
  title     VARCHAR,
  note      VARCHAR,                     -- why it was frozen
  platform  VARCHAR,
  account   VARCHAR,
  starts_at TIMESTAMPTZ,
  currency  VARCHAR,
  saved_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (plan, version)
);

-- What a version expects of each layer; the columns are those of layer_actual.
CREATE TABLE plan_layer (
  plan         VARCHAR NOT NULL,
  version      INTEGER NOT NULL,
  position     INTEGER NOT NULL,         -- in the campaign file, from 1
  layer        VARCHAR NOT NULL,
  kind         VARCHAR NOT NULL,
  title        VARCHAR,
  cost         DECIMAL(24,2),
  reach        BIGINT,
  clicks       BIGINT,
  reservations BIGINT,
  entrants     BIGINT,
  orders       BIGINT,
  gmv          DECIMAL(24,2),
  reason       VARCHAR,                  -- why the entrants cannot be told
  PRIMARY KEY (plan, version, layer)
);
