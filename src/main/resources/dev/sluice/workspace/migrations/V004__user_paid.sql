-- What buyers themselves paid for goods in a broadcast, as Douyin tells it by product and by traffic source.

ALTER TABLE broadcast_product ADD COLUMN user_paid_amount DECIMAL(24,2);
ALTER TABLE broadcast_source ADD COLUMN user_paid_amount DECIMAL(24,2);
ALTER TABLE broadcast_minute ADD COLUMN new_fan_club_members BIGINT;
