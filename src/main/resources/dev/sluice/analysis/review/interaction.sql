-- What the audience of a broadcast did beside buying. One row.
-- $1 VARCHAR the broadcast
SELECT comments, likes, shares, new_followers, new_fan_club_members,
       CAST(comments AS DECIMAL(24,6)) / nullif(views, 0) AS comment_rate,
       CAST(likes AS DECIMAL(24,6)) / nullif(views, 0) AS like_rate,
       CAST(shares AS DECIMAL(24,6)) / nullif(views, 0) AS share_rate,
       CAST(new_followers AS DECIMAL(24,6)) / nullif(viewers, 0) AS follow_rate
FROM broadcast
WHERE superseded_by IS NULL AND broadcast = $1
ORDER BY broadcast
