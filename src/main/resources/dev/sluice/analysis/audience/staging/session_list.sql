-- Each session.
SELECT
  shop || '/' || "user" AS "user",
  number AS session,
  started_at,
  ended_at,
  events,
  CAST(seconds AS DECIMAL(24,2)) AS seconds
FROM session
ORDER BY shop, session."user", number
