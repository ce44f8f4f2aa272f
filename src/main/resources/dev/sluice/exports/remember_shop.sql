-- Shop $1 on platform $2, its zone $3 and currency $4; what is known of it already stays, but that a file of
-- one's own tells no platform.
INSERT INTO shop VALUES ($1, $2, $3, $4)
ON CONFLICT (shop) DO UPDATE SET
  platform = CASE WHEN shop.platform = 'generic' THEN excluded.platform ELSE shop.platform END,
  zone     = coalesce(shop.zone, excluded.zone),
  currency = coalesce(shop.currency, excluded.currency)
