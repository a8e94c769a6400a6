-- Tokens that are taken back before they expire, and finding what changed since a moment. Runs with
-- search_path set to the book's schema.

-- Every token of a subject that was issued up to and including the second of `revoked_at` is refused. Roles
-- and rights stand in tokens alone, so nothing else could take them back before `exp`.
CREATE TABLE token_revocation (
  subject    text NOT NULL CONSTRAINT token_revocation_subject_form CHECK (length(subject) BETWEEN 1 AND 255),
  revoked_at timestamptz(3) NOT NULL,
  reason     text NOT NULL CONSTRAINT token_revocation_reason_form CHECK (length(reason) BETWEEN 1 AND 500),
  revoked_by text NOT NULL CONSTRAINT token_revocation_by_form CHECK (length(revoked_by) BETWEEN 1 AND 255),
  PRIMARY KEY (subject, revoked_at),
  -- Infinity would shut a subject out for good, and is no moment that a client could be told.
  CONSTRAINT token_revocation_at_a_moment CHECK (isfinite(revoked_at))
);

CREATE TRIGGER token_revocation_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON token_revocation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON token_revocation TO wallet_gateway;

-- After an outage of its listener a gateway asks which wallets changed meanwhile. Entries come in the order of
-- their time but for a little, so this index has a line for 128 pages, and costs next to nothing to keep.
-- What autovacuum has not summed up yet is read whole: by default that can be a fifth of the book, so it is asked to
-- for each 128 pages that fill.
CREATE INDEX entry_created ON entry USING brin (created_at) WITH (autosummarize = on);
