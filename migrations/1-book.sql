-- The book. Everything that would make a balance wrong is refused here, by PostgreSQL itself.
-- Runs with search_path set to the book's schema; each function keeps that path (FROM CURRENT).

-- Whole minor units. NaN is refused because it passes `amount > 0` and swallows whatever it is added to.
CREATE DOMAIN minor_units AS numeric(38, 0)
  CONSTRAINT minor_units_is_a_number CHECK (VALUE <> 'NaN'::numeric);

CREATE TABLE currency (
  code   text PRIMARY KEY CONSTRAINT currency_code_form CHECK (code ~ '^[A-Z][A-Z0-9]{2,11}$'),
  digits smallint NOT NULL CONSTRAINT currency_digits_range CHECK (digits BETWEEN 0 AND 18),
  name   text NOT NULL CONSTRAINT currency_name_given CHECK (name <> '')
);

-- An owner's accounts in one currency; the row that is locked. No balance column, on purpose.
CREATE TABLE wallet (
  id                uuid PRIMARY KEY,
  owner_id          text NOT NULL CONSTRAINT wallet_owner_form CHECK (length(owner_id) BETWEEN 1 AND 255),
  currency          text NOT NULL REFERENCES currency,
  status            text NOT NULL CONSTRAINT wallet_status_known CHECK (status IN ('ACTIVE', 'FROZEN', 'CLOSED')),
  status_reason     text,
  status_changed_by text,
  status_changed_at timestamptz(3),
  created_at        timestamptz(3) NOT NULL,
  CONSTRAINT wallet_one_per_owner_and_currency UNIQUE (owner_id, currency),
  CONSTRAINT wallet_with_currency UNIQUE (id, currency)
);

-- A chain of entries. A wallet's accounts come to be with their first entry, the house's with the currency.
CREATE TABLE account (
  id        uuid PRIMARY KEY,
  wallet_id uuid,
  kind      text NOT NULL,
  currency  text NOT NULL REFERENCES currency,
  CONSTRAINT account_in_its_wallets_currency FOREIGN KEY (wallet_id, currency) REFERENCES wallet (id, currency),
  CONSTRAINT account_kind_known CHECK (
    CASE WHEN wallet_id IS NULL
      THEN kind IN ('EXTERNAL', 'SALES', 'BONUSES', 'EARNINGS', 'COMMISSIONS', 'ADJUSTMENTS', 'OPENING', 'EXCHANGE')
      ELSE kind IN ('CASH', 'HELD', 'CREDIT', 'HELD_CREDIT', 'OWED')
    END),
  CONSTRAINT account_one_per_wallet_and_kind UNIQUE (wallet_id, kind)
);
CREATE UNIQUE INDEX account_one_per_currency_and_kind ON account (currency, kind) WHERE wallet_id IS NULL;

-- The legal ways of each kind's status. From '' is how a transaction may begin.
CREATE TABLE transaction_arrow (
  kind        text NOT NULL,
  from_status text NOT NULL,
  to_status   text NOT NULL,
  PRIMARY KEY (kind, from_status, to_status)
);
INSERT INTO transaction_arrow VALUES
  ('DEPOSIT',    '', 'COMPLETED'),
  ('TRANSFER',   '', 'COMPLETED'),
  ('ADJUSTMENT', '', 'COMPLETED'),
  ('REVERSAL',   '', 'COMPLETED');

-- The phases in which each kind writes entries.
CREATE TABLE transaction_phase (
  kind  text NOT NULL,
  phase text NOT NULL,
  PRIMARY KEY (kind, phase)
);
INSERT INTO transaction_phase VALUES
  ('DEPOSIT',    'POST'),
  ('TRANSFER',   'POST'),
  ('ADJUSTMENT', 'POST'),
  ('REVERSAL',   'POST');

CREATE TABLE transaction (
  id                uuid PRIMARY KEY,
  kind              text NOT NULL,
  status            text NOT NULL,
  currency          text NOT NULL,
  amount            minor_units NOT NULL CONSTRAINT transaction_amount_positive CHECK (amount > 0),
  wallet_id         uuid NOT NULL,
  counter_wallet_id uuid REFERENCES wallet,
  original_id       uuid REFERENCES transaction,
  reference         text,
  description       text,
  metadata          jsonb NOT NULL DEFAULT '{}',
  details           jsonb NOT NULL DEFAULT '{}',
  status_reason     text,
  initiated_by      text NOT NULL,
  created_at        timestamptz(3) NOT NULL,
  completed_at      timestamptz(3),
  CONSTRAINT transaction_in_its_wallets_currency FOREIGN KEY (wallet_id, currency) REFERENCES wallet (id, currency),
  CONSTRAINT transaction_between_two_wallets CHECK (counter_wallet_id <> wallet_id),
  CONSTRAINT transaction_reversal_names_original CHECK (kind <> 'REVERSAL' OR original_id IS NOT NULL)
);
CREATE INDEX transaction_of_wallet ON transaction (wallet_id, id);
CREATE INDEX transaction_of_counter_wallet ON transaction (counter_wallet_id, id) WHERE counter_wallet_id IS NOT NULL;
CREATE INDEX transaction_by_reference ON transaction (reference, id) WHERE reference IS NOT NULL;
CREATE UNIQUE INDEX transaction_reversed_once ON transaction (original_id) WHERE kind = 'REVERSAL';

-- One link of a chain. What a row can say of itself is a CHECK; what needs other rows (the link before
-- it, its account, its transaction, the zero sum) is `refuse_wrong_entries` below, once a statement.
-- docs/decisions/1-chain-by-trigger.md has the measurements.
CREATE TABLE entry (
  account_id     uuid NOT NULL,
  seq            bigint NOT NULL CONSTRAINT entry_seq_from_one CHECK (seq >= 1),
  account_kind   text NOT NULL,
  transaction_id uuid NOT NULL,
  phase          text NOT NULL CONSTRAINT entry_phase_known CHECK (phase IN ('HOLD', 'POST', 'RELEASE', 'REVERT')),
  amount         minor_units NOT NULL CONSTRAINT entry_amount_not_zero CHECK (amount <> 0),
  balance        minor_units NOT NULL,
  created_at     timestamptz(3) NOT NULL,
  -- Two writers cannot both write the next entry.
  PRIMARY KEY (account_id, seq),
  CONSTRAINT entry_chain_begins_at_zero CHECK (seq > 1 OR balance = amount),
  -- The line that refuses an overdraft.
  CONSTRAINT entry_not_below_floor CHECK (
    balance >= 0 OR account_kind NOT IN ('CASH', 'HELD', 'CREDIT', 'HELD_CREDIT')),
  CONSTRAINT entry_owed_not_above_zero CHECK (balance <= 0 OR account_kind <> 'OWED')
);
CREATE INDEX entry_of_transaction ON entry (transaction_id);

-- What a caller's key led to, stored in the commit of what it did. Kept for good.
CREATE TABLE idempotency_key (
  caller     text NOT NULL,
  key        text NOT NULL CONSTRAINT idempotency_key_form CHECK (length(key) BETWEEN 1 AND 255),
  input_hash bytea NOT NULL CONSTRAINT idempotency_key_sha256 CHECK (length(input_hash) = 32),
  outcome    jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (caller, key)
);

-- What a row cannot say of itself. A foreign key would say most of it, at a look-up and a row lock for
-- each entry and key; this reads the statement's rows once. What it reads can change no more: entries,
-- accounts and transactions stay, so what held when the entry was written holds for good.
-- A reader that joins by look-up alone costs the same on a large book, whatever the planner last knew.
CREATE FUNCTION refuse_wrong_entries() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  wrong record;
BEGIN
  SELECT e.transaction_id, e.phase, a.currency, sum(e.amount) AS excess INTO wrong
    FROM added e JOIN account a ON a.id = e.account_id
   GROUP BY e.transaction_id, e.phase, a.currency
  HAVING sum(e.amount) <> 0
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entries of transaction %, phase %, in % sum to %, not to zero',
        wrong.transaction_id, wrong.phase, wrong.currency, wrong.excess
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_sums_to_zero', TABLE = 'entry';
  END IF;

  SELECT e.account_id, e.seq,
         CASE
           WHEN a.kind IS DISTINCT FROM e.account_kind THEN 'entry_kind_is_its_accounts'
           WHEN t.id IS NULL THEN 'entry_has_its_transaction'
           WHEN ph.kind IS NULL THEN 'entry_phase_of_its_kind'
           WHEN a.wallet_id <> t.wallet_id AND a.wallet_id IS DISTINCT FROM t.counter_wallet_id
             THEN 'entry_wallet_of_its_transaction'
           WHEN p.created_at > e.created_at THEN 'entry_not_before_the_last'
           ELSE 'entry_chain_continues'
         END AS rule INTO wrong
    FROM added e
    LEFT JOIN account a ON a.id = e.account_id
    LEFT JOIN transaction t ON t.id = e.transaction_id
    LEFT JOIN transaction_phase ph ON ph.kind = t.kind AND ph.phase = e.phase
    LEFT JOIN entry p ON p.account_id = e.account_id AND p.seq = e.seq - 1
   WHERE a.kind IS DISTINCT FROM e.account_kind
      OR ph.kind IS NULL
      OR (a.wallet_id <> t.wallet_id AND a.wallet_id IS DISTINCT FROM t.counter_wallet_id)
      OR (e.seq > 1 AND p.balance + e.amount IS DISTINCT FROM e.balance)
      OR p.created_at > e.created_at
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entry % of account % breaks %', wrong.seq, wrong.account_id, wrong.rule
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = wrong.rule, TABLE = 'entry';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_fits_the_book AFTER INSERT ON entry
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_entries();

-- What is written stays: no change, no deletion, no truncation, by anybody who has not first
-- switched triggers off (only a superuser or the owner can, and `verify` finds what they did).
CREATE FUNCTION refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: what is in the book stays', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_stays', TABLE = TG_TABLE_NAME,
          HINT = 'Correct it with a new transaction.';
END $$;
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER currency_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON currency
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER idempotency_key_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON idempotency_key
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- To these a migration may add, for a new kind.
CREATE TRIGGER transaction_arrow_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON transaction_arrow
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transaction_phase_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON transaction_phase
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transaction_stays BEFORE DELETE OR TRUNCATE ON transaction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER wallet_stays BEFORE DELETE OR TRUNCATE ON wallet
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A transaction begins and moves along its kind's arrows, and nothing else about it changes.
CREATE FUNCTION refuse_illegal_beginning() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  wrong record;
BEGIN
  SELECT t.id, t.kind, t.status INTO wrong
    FROM added t
   WHERE NOT EXISTS (SELECT FROM transaction_arrow a
                      WHERE a.kind = t.kind AND a.from_status = '' AND a.to_status = t.status)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transaction %: a % does not begin as %', wrong.id, wrong.kind, wrong.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_follows_arrows', TABLE = 'transaction';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER transaction_begins_legally AFTER INSERT ON transaction
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_illegal_beginning();

CREATE FUNCTION refuse_illegal_transition() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF to_jsonb(NEW) - '{status,status_reason,completed_at}'::text[]
     IS DISTINCT FROM to_jsonb(OLD) - '{status,status_reason,completed_at}'::text[] THEN
    RAISE EXCEPTION 'transaction %: only status, status_reason and completed_at may change', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'transaction_stays', TABLE = 'transaction';
  END IF;
  IF NOT EXISTS (SELECT FROM transaction_arrow a
                  WHERE a.kind = OLD.kind AND a.from_status = OLD.status AND a.to_status = NEW.status) THEN
    RAISE EXCEPTION 'transaction %: a % does not go from % to %', OLD.id, OLD.kind, OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_follows_arrows', TABLE = 'transaction';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER transaction_follows_arrows BEFORE UPDATE ON transaction
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();

-- A wallet is frozen, unfrozen and closed; only an empty one closes, and a closed one stays closed.
CREATE FUNCTION refuse_illegal_wallet_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF to_jsonb(NEW) - '{status,status_reason,status_changed_by,status_changed_at}'::text[]
     IS DISTINCT FROM to_jsonb(OLD) - '{status,status_reason,status_changed_by,status_changed_at}'::text[] THEN
    RAISE EXCEPTION 'wallet %: only its status may change', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'wallet_stays', TABLE = 'wallet';
  END IF;
  IF OLD.status = 'CLOSED' THEN
    RAISE EXCEPTION 'wallet %: a closed wallet stays closed', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_closed_stays', TABLE = 'wallet';
  END IF;
  IF NEW.status = 'CLOSED' AND EXISTS (
       SELECT FROM account a
        CROSS JOIN LATERAL (SELECT balance FROM entry e WHERE e.account_id = a.id ORDER BY seq DESC LIMIT 1) head
        WHERE a.wallet_id = OLD.id AND head.balance <> 0) THEN
    RAISE EXCEPTION 'wallet %: only an empty wallet closes', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_empty_when_closed', TABLE = 'wallet';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER wallet_changes_legally BEFORE UPDATE ON wallet
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_wallet_change();

-- The gateway's role: it inserts and reads. UPDATE(kind) on account is there for SELECT … FOR UPDATE
-- alone, which needs it; the trigger above refuses a real one.
GRANT SELECT ON currency, wallet, account, transaction_arrow, transaction_phase, transaction, entry, idempotency_key TO wallet_gateway;
GRANT INSERT ON wallet, account, transaction, entry, idempotency_key TO wallet_gateway;
GRANT UPDATE (status, status_reason, status_changed_by, status_changed_at) ON wallet TO wallet_gateway;
GRANT UPDATE (status, status_reason, completed_at) ON transaction TO wallet_gateway;
GRANT UPDATE (kind) ON account TO wallet_gateway;
