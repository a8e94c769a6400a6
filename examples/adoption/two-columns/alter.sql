-- A migration of the old code, to run while legacy.users is a table.
ALTER TABLE legacy.users ADD COLUMN country text;
