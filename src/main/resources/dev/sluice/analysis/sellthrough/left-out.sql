-- What is in no figure, whatever the scope. One row.
SELECT (SELECT count(*)
        FROM refund AS r ANTI JOIN order_line AS o
          ON o.shop = r.shop AND o.order_id = r.order_id AND o.line_id = r.line_id AND o.superseded_by IS NULL
        WHERE r.superseded_by IS NULL AND r.line_id IS NOT NULL)
         + (SELECT count(*)
            FROM refund AS r ANTI JOIN order_line AS o
              ON o.shop = r.shop AND o.order_id = r.order_id AND o.superseded_by IS NULL
            WHERE r.superseded_by IS NULL AND r.line_id IS NULL) AS refunds_without_order,
       (SELECT count(*)
        FROM reject AS r JOIN source_file AS f ON f.file_id = r.file_id
        WHERE f.report IN (SELECT g.report FROM source_file AS g
                           SEMI JOIN (SELECT DISTINCT file_id FROM order_line) AS l ON l.file_id = g.file_id))
         AS order_rows_rejected
