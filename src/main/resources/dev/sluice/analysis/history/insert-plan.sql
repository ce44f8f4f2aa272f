-- Freezes a version of a plan.
-- $1 VARCHAR plan, $2 INTEGER version, $3 VARCHAR sha256, $4 VARCHAR campaign, $5 VARCHAR title, $6 VARCHAR note,
-- $7 VARCHAR platform, $8 VARCHAR account, $9 TIMESTAMPTZ start, $10 VARCHAR currency, $11 TIMESTAMPTZ now
INSERT INTO plan (plan, version, sha256, campaign, title, note, platform, account, starts_at, currency, saved_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
