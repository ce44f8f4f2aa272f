-- A file of another size than all before it is a new one, which is known before its digest is.
ALTER TABLE source_file ADD COLUMN bytes BIGINT;
