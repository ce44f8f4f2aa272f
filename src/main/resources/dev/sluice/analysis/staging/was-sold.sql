-- Whether an order line was sold, the only place where that rule stands: it was paid, whatever became of it; where no
-- payment is told, it was not cancelled.
CREATE OR REPLACE TEMP MACRO was_sold(line_paid, line_paid_at, line_cancelled_at) AS
  coalesce(line_paid OR line_paid_at IS NOT NULL OR line_paid IS NULL AND line_cancelled_at IS NULL, FALSE)
