-- The house's accounts in stripes, so that no two commits wait for one chain. Runs with search_path set to the
-- book's schema. docs/decisions/12-stripes.md says why it is so.

-- A commit that posts to the house holds one of these rows until it ends, the first that nobody else holds,
-- and posts to the house's accounts of that number. So many commits can post to the house at once.
CREATE TABLE stripe (
  number smallint PRIMARY KEY CONSTRAINT stripe_number_range CHECK (number BETWEEN 0 AND 63)
);
INSERT INTO stripe SELECT generate_series(0, 63);

CREATE TRIGGER stripe_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON stripe
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Each of the house's accounts is a chain in each stripe, and stands where all of them together stand. Those of
-- stripe 0 come to be with the currency, so what was there before is in it; the others with their first entry.
-- Not a foreign key: each new account of a wallet would share a lock on stripe 0, which commits pass by.
ALTER TABLE account
  ADD COLUMN stripe smallint NOT NULL DEFAULT 0,
  ADD CONSTRAINT account_stripe_known
    CHECK (CASE WHEN wallet_id IS NULL THEN stripe BETWEEN 0 AND 63 ELSE stripe = 0 END);

DROP INDEX account_one_per_currency_and_kind;
CREATE UNIQUE INDEX account_one_per_currency_kind_and_stripe ON account (currency, kind, stripe)
  WHERE wallet_id IS NULL;

-- UPDATE is there for SELECT … FOR UPDATE alone, which needs it; the trigger above refuses a real one. That on
-- account is needed no more by gateways of this version, and still by older ones that run beside them.
GRANT SELECT, UPDATE (number) ON stripe TO wallet_gateway;
