-- Every way money moves: the kinds beyond deposit, transfer, adjustment and reversal, with what each
-- may become and which phases it writes. Runs with search_path set to the book's schema.

-- From '' is how a transaction may begin.
INSERT INTO transaction_arrow VALUES
  ('DEPOSIT',          '',          'PENDING'),
  ('DEPOSIT',          'PENDING',   'COMPLETED'),
  ('DEPOSIT',          'PENDING',   'FAILED'),
  ('DEPOSIT',          'COMPLETED', 'FAILED'),
  ('WITHDRAWAL',       '',          'PENDING'),
  ('WITHDRAWAL',       'PENDING',   'COMPLETED'),
  ('WITHDRAWAL',       'PENDING',   'FAILED'),
  ('WITHDRAWAL',       'PENDING',   'CANCELLED'),
  ('PURCHASE',         '',          'PENDING'),
  ('PURCHASE',         'PENDING',   'COMPLETED'),
  ('PURCHASE',         'PENDING',   'FAILED'),
  ('PURCHASE',         'COMPLETED', 'FAILED'),
  ('REFUND',           '',          'COMPLETED'),
  ('EXCHANGE',         '',          'COMPLETED'),
  ('BONUS',            '',          'COMPLETED'),
  ('COMMISSION',       '',          'COMPLETED'),
  ('EARNING',          '',          'COMPLETED'),
  ('CREDIT_DRAW',      '',          'COMPLETED'),
  ('CREDIT_REPAYMENT', '',          'COMPLETED');

INSERT INTO transaction_phase VALUES
  ('DEPOSIT',          'REVERT'),
  ('WITHDRAWAL',       'HOLD'),
  ('WITHDRAWAL',       'POST'),
  ('WITHDRAWAL',       'RELEASE'),
  ('PURCHASE',         'HOLD'),
  ('PURCHASE',         'POST'),
  ('PURCHASE',         'RELEASE'),
  ('PURCHASE',         'REVERT'),
  ('REFUND',           'POST'),
  ('EXCHANGE',         'POST'),
  ('BONUS',            'POST'),
  ('COMMISSION',       'POST'),
  ('EARNING',          'POST'),
  ('CREDIT_DRAW',      'POST'),
  ('CREDIT_REPAYMENT', 'POST');

-- How much a wallet's owner may owe. A change is a new row; the highest seq is in force. No row: nothing.
CREATE TABLE credit_line (
  wallet_id    uuid NOT NULL REFERENCES wallet,
  seq          bigint NOT NULL CONSTRAINT credit_line_seq_from_one CHECK (seq >= 1),
  approved     boolean NOT NULL,
  credit_limit minor_units NOT NULL CONSTRAINT credit_line_limit_not_negative CHECK (credit_limit >= 0),
  set_by       text NOT NULL,
  created_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (wallet_id, seq)
);

-- The terms of one exchange. Whether it was used, the transaction that used it says.
CREATE TABLE exchange_quote (
  id             uuid PRIMARY KEY,
  from_wallet_id uuid NOT NULL REFERENCES wallet,
  to_wallet_id   uuid NOT NULL REFERENCES wallet,
  from_amount    minor_units NOT NULL CONSTRAINT exchange_quote_gives_something CHECK (from_amount > 0),
  to_amount      minor_units NOT NULL CONSTRAINT exchange_quote_receives_something CHECK (to_amount > 0),
  -- Units received for one unit given. NaN and Infinity are above zero too.
  rate           numeric NOT NULL CONSTRAINT exchange_quote_rate_positive
                   CHECK (rate > 0 AND rate <> 'NaN'::numeric AND rate <> 'Infinity'::numeric),
  expires_at     timestamptz(3) NOT NULL,
  created_by     text NOT NULL,
  created_at     timestamptz(3) NOT NULL,
  CONSTRAINT exchange_quote_between_two_wallets CHECK (from_wallet_id <> to_wallet_id),
  CONSTRAINT exchange_quote_for_a_while CHECK (expires_at > created_at)
);

ALTER TABLE transaction
  ADD COLUMN expires_at        timestamptz(3),
  ADD COLUMN quote_id          uuid REFERENCES exchange_quote,
  ADD COLUMN status_changed_by text,
  ADD COLUMN status_changed_at timestamptz(3),
  ADD CONSTRAINT transaction_follows_original
    CHECK (kind NOT IN ('REFUND', 'COMMISSION') OR original_id IS NOT NULL),
  ADD CONSTRAINT transaction_exchanges_at_quote CHECK ((kind = 'EXCHANGE') = (quote_id IS NOT NULL)),
  ADD CONSTRAINT transaction_expires_if_held
    CHECK (expires_at IS NULL OR kind IN ('WITHDRAWAL', 'PURCHASE'));

-- What may be done once.
CREATE UNIQUE INDEX transaction_quote_used_once ON transaction (quote_id) WHERE quote_id IS NOT NULL;
CREATE UNIQUE INDEX transaction_commission_paid_once ON transaction (original_id, wallet_id)
  WHERE kind = 'COMMISSION';
CREATE UNIQUE INDEX transaction_bonus_claimed_once
  ON transaction (wallet_id, ((created_at AT TIME ZONE 'UTC')::date)) WHERE kind = 'BONUS';

-- What followed from a transaction, and which holds are due.
CREATE INDEX transaction_of_original ON transaction (original_id) WHERE original_id IS NOT NULL;
CREATE INDEX transaction_due ON transaction (expires_at, id) WHERE status = 'PENDING' AND expires_at IS NOT NULL;

-- What comes back out of SALES for a purchase, by refunds and by its failing later, is at most what went
-- in for it. Reads more only where something comes out of SALES.
CREATE FUNCTION refuse_wrong_refunds() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  wrong record;
BEGIN
  IF NOT EXISTS (SELECT FROM added WHERE account_kind = 'SALES' AND amount < 0) THEN
    RETURN NULL;
  END IF;
  WITH purchase AS (
    SELECT DISTINCT CASE WHEN t.kind = 'REFUND' THEN t.original_id ELSE t.id END AS id
      FROM added a JOIN transaction t ON t.id = a.transaction_id
     WHERE a.account_kind = 'SALES' AND a.amount < 0),
  about AS (
    SELECT p.id, p.id AS transaction_id FROM purchase p
    UNION ALL
    SELECT p.id, t.id FROM purchase p JOIN transaction t ON t.original_id = p.id AND t.kind = 'REFUND')
  SELECT b.id, sum(e.amount) AS amount INTO wrong
    FROM about b JOIN entry e ON e.transaction_id = b.transaction_id AND e.account_kind = 'SALES'
   GROUP BY b.id HAVING sum(e.amount) < 0
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'more comes back of purchase % than was captured: % too much', wrong.id, -wrong.amount
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_within_purchase', TABLE = 'entry';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_refunds_within_purchase AFTER INSERT ON entry
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_refunds();

CREATE TRIGGER credit_line_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exchange_quote_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON exchange_quote
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- As before, and who changed a status, and when, changes with it.
CREATE OR REPLACE FUNCTION refuse_illegal_transition() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  may_change CONSTANT text[] := '{status,status_reason,completed_at,status_changed_by,status_changed_at}';
BEGIN
  IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'transaction %: only its status and what is said of it may change', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'transaction_stays', TABLE = 'transaction';
  END IF;
  IF NOT EXISTS (SELECT FROM transaction_arrow a
                  WHERE a.kind = OLD.kind AND a.from_status = OLD.status AND a.to_status = NEW.status) THEN
    RAISE EXCEPTION 'transaction %: a % does not go from % to %', OLD.id, OLD.kind, OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_follows_arrows', TABLE = 'transaction';
  END IF;
  RETURN NEW;
END $$;

GRANT SELECT, INSERT ON credit_line, exchange_quote TO wallet_gateway;
GRANT UPDATE (status_changed_by, status_changed_at) ON transaction TO wallet_gateway;
