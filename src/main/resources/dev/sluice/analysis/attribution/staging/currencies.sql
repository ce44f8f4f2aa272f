-- In which currencies are the conversions that have a value? NULL = the source does not say.
SELECT DISTINCT currency FROM attributed_conversion WHERE value IS NOT NULL ORDER BY currency
