-- What the audience of a broadcast did beside buying. One row.
-- $1 VARCHAR the broadcast
SELECT comments, likes, shares, new_followers, new_fan_club_members,
       comments / nullif(views, 0) AS comment_rate,
       likes / nullif(views, 0) AS like_rate,
       shares / nullif(views, 0) AS share_rate,
       new_followers / nullif(viewers, 0) AS follow_rate
FROM broadcast
WHERE superseded_by IS NULL AND broadcast = $1
ORDER BY broadcast
