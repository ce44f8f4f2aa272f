-- What the audience of a broadcast did beside buying. One row.
-- $1 VARCHAR the broadcast
SELECT comments, likes, shares, new_followers, new_fan_club_members,
       CAST(comments AS DECIMAL(24,6)) / nullif(views, 0) AS comments_per_view,
       CAST(likes AS DECIMAL(24,6)) / nullif(views, 0) AS likes_per_view,
       CAST(shares AS DECIMAL(24,6)) / nullif(views, 0) AS shares_per_view,
       CAST(new_followers AS DECIMAL(24,6)) / nullif(views, 0) AS follow_rate
FROM broadcast
WHERE superseded_by IS NULL AND broadcast = $1
ORDER BY broadcast
