-- The book. PostgreSQL itself refuses everything that would make a balance wrong.
--
-- src/database/sql-statements.ts splits this file into its statements, and the migration runs them one by one in one
-- transaction, with search_path set to the book's schema. Every function keeps that path (FROM CURRENT).
--
-- The rights of the gateway's role are not here: migrations/rights.ts states them, and `migrate` puts them in force.
--
-- The file also runs on Citus with schema-based sharding. docs/decisions/15-one-migration.md lists what that asks of
-- each statement, and test/migrations/book-sql.test.ts refuses what breaks it.


-- ---------------------------------------------------------------------------------------------------------------------
-- Amounts
-- ---------------------------------------------------------------------------------------------------------------------

-- Whole minor units. NaN is refused because it passes `amount > 0` and makes every sum that contains it NaN.
CREATE DOMAIN minor_units AS numeric(38, 0)
  CONSTRAINT minor_units_is_a_number CHECK (VALUE <> 'NaN'::numeric);


-- ---------------------------------------------------------------------------------------------------------------------
-- Owners
-- ---------------------------------------------------------------------------------------------------------------------

-- The `sub` of a token. The rule is that of src/domain/owner-id.ts, stated independently, and a test compares the two:
-- 1 to 255 characters, not the gateway's own prefix, no control or invisible character, no white space at an end.
CREATE DOMAIN owner_id AS text
  CONSTRAINT owner_id_form CHECK (
    -- Not BETWEEN: a restored dump would have other brackets, and so another guard.
    length(VALUE) >= 1
    AND length(VALUE) <= 255
    AND NOT starts_with(VALUE, 'onebook:')
    -- Printable ASCII without a space is what nearly every id is. It breaks no later rule, so it skips them.
    AND (VALUE ~ '^[\u0021-\u007E]+$'
         OR VALUE !~ '[\u0001-\u001F\u007F-\u009F\u2028\u2029]'
        AND VALUE !~ '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F]'
        AND VALUE !~ '[\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFC\U00013430-\U00013442\U0001BCA0-\U0001BCA3]'
        AND VALUE !~ '[\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'
        AND VALUE !~ '^[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]|[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]$'));


-- ---------------------------------------------------------------------------------------------------------------------
-- Currencies
-- ---------------------------------------------------------------------------------------------------------------------

-- Those of ISO 4217 and COIN come with the book. An admin adds others while gateways run. None ever changes or goes: an
-- amount in the book has as many digits as its currency had when it was written.
CREATE TABLE currency (
  code       text PRIMARY KEY CONSTRAINT currency_code_form CHECK (code ~ '^[A-Z][A-Z0-9]{2,11}$'),
  digits     smallint NOT NULL CONSTRAINT currency_digits_range CHECK (digits BETWEEN 0 AND 18),
  name       text NOT NULL CONSTRAINT currency_name_form CHECK (length(name) >= 1 AND length(name) <= 100),
  created_at timestamptz(3) NOT NULL CONSTRAINT currency_created_at_a_moment CHECK (isfinite(created_at))
);


-- ---------------------------------------------------------------------------------------------------------------------
-- System accounts
-- ---------------------------------------------------------------------------------------------------------------------

-- The counterparts of the money of wallets, each in every currency. The movements post to those that come with the book.
-- An admin adds others of the operator's own. None ever changes or goes.
CREATE TABLE system_account (
  name        text PRIMARY KEY CONSTRAINT system_account_name_form CHECK (name ~ '^[A-Z][A-Z0-9_]{1,31}$'),
  description text NOT NULL
                CONSTRAINT system_account_description_form CHECK (length(description) >= 1 AND length(description) <= 500),
  created_by  text NOT NULL
                CONSTRAINT system_account_by_form CHECK (length(created_by) >= 1 AND length(created_by) <= 255),
  created_at  timestamptz(3) NOT NULL CONSTRAINT system_account_created_at_a_moment CHECK (isfinite(created_at)),
  -- The floors of entries go by the kind of their account alone.
  CONSTRAINT system_account_of_no_wallet CHECK (name NOT IN ('CASH', 'HELD', 'CREDIT', 'HELD_CREDIT', 'OWED'))
);
INSERT INTO system_account (name, description, created_by, created_at) VALUES
  ('EXTERNAL',    'The outside world: deposits come from it, withdrawals go to it.', 'onebook:book', now()),
  ('SALES',       'Sales.',                                                          'onebook:book', now()),
  ('BONUSES',     'Paid bonuses.',                                                   'onebook:book', now()),
  ('EARNINGS',    'Paid earnings.',                                                  'onebook:book', now()),
  ('COMMISSIONS', 'Paid commissions.',                                               'onebook:book', now()),
  ('ADJUSTMENTS', 'The other side of adjustments.',                                  'onebook:book', now()),
  ('OPENING',     'The other side of opening balances from another system.',         'onebook:book', now()),
  ('EXCHANGE',    'The other side of exchanges between currencies.',                 'onebook:book', now());


-- ---------------------------------------------------------------------------------------------------------------------
-- The book's order
-- ---------------------------------------------------------------------------------------------------------------------

-- The order of the lists of transactions and wallets. An INSERT draws the positions after the commit was granted all its
-- locks. So a transaction has a higher position than every transaction that it builds on, whatever the clocks say. CACHE
-- is 1, because a session that drew numbers in stock would use them later. docs/decisions/19-order.md says more.
CREATE SEQUENCE transaction_position AS bigint CACHE 1;
CREATE SEQUENCE wallet_position AS bigint CACHE 1;


-- ---------------------------------------------------------------------------------------------------------------------
-- Wallets
-- ---------------------------------------------------------------------------------------------------------------------

-- An owner's accounts in one currency, under a name; the row that the ledger locks. It has no balance column, on purpose.
CREATE TABLE wallet (
  id                uuid PRIMARY KEY,
  owner_id          owner_id NOT NULL,
  currency          text NOT NULL,
  name              text NOT NULL DEFAULT 'main' CONSTRAINT wallet_name_form CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  -- The owner's nth wallet. Two commits that open one for the same owner at once cannot both count it as the nth, so the
  -- limit of wallets that a member opens is decided on a number that holds.
  owner_number      integer NOT NULL CONSTRAINT wallet_owner_number_from_one CHECK (owner_number >= 1),
  status            text NOT NULL CONSTRAINT wallet_status_known CHECK (status IN ('ACTIVE', 'FROZEN', 'CLOSED')),
  status_reason     text,
  status_changed_by text,
  status_changed_at timestamptz(3),
  metadata          jsonb NOT NULL DEFAULT '{}' CONSTRAINT wallet_metadata_is_object CHECK (jsonb_typeof(metadata) = 'object'),
  metadata_changed_by text,
  metadata_changed_at timestamptz(3),
  created_at        timestamptz(3) NOT NULL,
  -- The place in the book's order. CASE makes PostgreSQL assign the database transaction's id before it draws: a reader
  -- relies on it that a row that was still invisible at some moment has a writer whose id was assigned before.
  position          bigint NOT NULL
                      DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('wallet_position') END
                      CONSTRAINT wallet_position_taken_once UNIQUE,
  -- The database transaction that wrote the row, and the run of the server in which it did: the ids of another server
  -- from which the book was restored mean nothing here, and no transaction outlives its server's run.
  written_by        xid8 NOT NULL DEFAULT pg_current_xact_id(),
  server_run        timestamptz NOT NULL DEFAULT pg_postmaster_start_time(),
  -- What the owner lets others who deal with the wallet call them. Nothing copies it, so to blank it here is to forget it.
  -- The rule is that of src/domain/display-name.ts, stated independently; a test compares the two. That a name can be seen
  -- is the gateway's to check.
  display_name      text CONSTRAINT wallet_display_name_form CHECK (
                      length(display_name) >= 1
                      AND length(display_name) <= 80
                      AND display_name IS NFC NORMALIZED
                      AND display_name !~ '[\u0001-\u001F\u007F-\u009F\u2028\u2029]'
                      AND display_name !~ '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F]'
                      AND display_name !~ '[\u202A-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF0-\uFFFC]'
                      AND display_name !~ '[\U00013430-\U00013442\U0001BCA0-\U0001BCA3]'
                      AND display_name !~ '[\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'
                      AND display_name !~ '^[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]|[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]$'),
  -- Checked before the name: so two commits that open wallets for a new owner meet at their first rows, and none of them
  -- waits with a name that the other needs.
  CONSTRAINT wallet_numbered_once UNIQUE (owner_id, owner_number),
  CONSTRAINT wallet_one_per_owner_currency_and_name UNIQUE (owner_id, currency, name)
);
CREATE INDEX wallet_of_writer ON wallet (written_by);
-- Finding wallets, drawer by drawer, like transactions (below).
CREATE INDEX wallet_found_by_name ON wallet ((position >> 13), name);
CREATE INDEX wallet_found_by_status ON wallet ((position >> 13), status);
CREATE INDEX wallet_found_by_currency ON wallet ((position >> 13), currency);
CREATE INDEX wallet_found_by_metadata ON wallet USING gin ((ARRAY[position >> 13]), metadata jsonb_path_ops)
  WHERE metadata <> '{}';


-- ---------------------------------------------------------------------------------------------------------------------
-- Accounts
-- ---------------------------------------------------------------------------------------------------------------------

-- A chain of entries. A wallet's account begins with its first entry. A system account (wallet_id is null) is one chain
-- in each shard, and its balance is the sum of theirs. Those that come with the book have their chain in shard 0 from the
-- currency's beginning on. Every other chain begins with its first entry. docs/decisions/12-shards.md says why.
-- Shards from 64 on are no rows of `shard`: each is of the one import that drew its number and that writes a history
-- into it, at its own times in the past. docs/decisions/53-imported-history.md says why.
CREATE TABLE account (
  id        uuid PRIMARY KEY,
  wallet_id uuid,
  kind      text NOT NULL,
  -- That of its wallet: `refuse_wrong_accounts`, below. Of a system account it is that of system_currency.
  currency  text NOT NULL,
  -- Not a foreign key: each new account of a wallet would share a lock on shard 0, and commits would avoid that shard.
  shard     smallint NOT NULL DEFAULT 0,
  -- NULL for the account of a wallet, so that a new one neither looks anything up nor shares a lock on it.
  system_account text GENERATED ALWAYS AS (CASE WHEN wallet_id IS NULL THEN kind END) STORED
                   CONSTRAINT account_system_account_known REFERENCES system_account,
  -- NULL as well, because the currency of a wallet is one of the book.
  system_currency text GENERATED ALWAYS AS (CASE WHEN wallet_id IS NULL THEN currency END) STORED
                    CONSTRAINT account_system_currency_known REFERENCES currency,
  CONSTRAINT account_kind_known CHECK (
    wallet_id IS NULL OR kind IN ('CASH', 'HELD', 'CREDIT', 'HELD_CREDIT', 'OWED')),
  CONSTRAINT account_shard_known CHECK (
    CASE WHEN wallet_id IS NULL THEN shard >= 0 ELSE shard = 0 END),
  CONSTRAINT account_one_per_wallet_and_kind UNIQUE (wallet_id, kind)
);
CREATE UNIQUE INDEX account_one_per_currency_kind_and_shard ON account (currency, kind, shard)
  WHERE wallet_id IS NULL;
-- A commit of an import draws its shard here. One that is rolled back leaves its number unused.
CREATE SEQUENCE import_shard AS smallint MINVALUE 64 CACHE 1;


-- ---------------------------------------------------------------------------------------------------------------------
-- Vocabulary: what a transaction of each kind may become, and in which phases it writes entries
-- ---------------------------------------------------------------------------------------------------------------------

-- The legal transitions of each kind's status. From '' is how a transaction may begin. The movements in
-- src/movements state the same rules independently, and a test compares the two.
CREATE TABLE transaction_transition (
  kind        text NOT NULL,
  from_status text NOT NULL,
  to_status   text NOT NULL,
  PRIMARY KEY (kind, from_status, to_status)
);
INSERT INTO transaction_transition (kind, from_status, to_status) VALUES
  ('DEPOSIT',          '',          'PENDING'),
  ('DEPOSIT',          '',          'COMPLETED'),
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
  ('PURCHASE',         'PENDING',   'CANCELLED'),
  ('PURCHASE',         'COMPLETED', 'FAILED'),
  ('REFUND',           '',          'COMPLETED'),
  ('TRANSFER',         '',          'COMPLETED'),
  ('EXCHANGE',         '',          'COMPLETED'),
  ('BONUS',            '',          'COMPLETED'),
  ('COMMISSION',       '',          'COMPLETED'),
  ('EARNING',          '',          'COMPLETED'),
  ('CREDIT_DRAW',      '',          'COMPLETED'),
  ('CREDIT_REPAYMENT', '',          'COMPLETED'),
  ('ADJUSTMENT',       '',          'PENDING'),
  ('ADJUSTMENT',       '',          'COMPLETED'),
  ('ADJUSTMENT',       'PENDING',   'COMPLETED'),
  ('ADJUSTMENT',       'PENDING',   'FAILED'),
  ('POSTING',          '',          'COMPLETED'),
  ('OPENING_BALANCE',  '',          'COMPLETED'),
  ('REVERSAL',         '',          'COMPLETED');

-- The phases in which each kind writes entries.
CREATE TABLE transaction_phase (
  kind  text NOT NULL,
  phase text NOT NULL,
  PRIMARY KEY (kind, phase)
);
INSERT INTO transaction_phase (kind, phase) VALUES
  ('DEPOSIT',          'POST'),
  ('DEPOSIT',          'REVERT'),
  ('WITHDRAWAL',       'HOLD'),
  ('WITHDRAWAL',       'POST'),
  ('WITHDRAWAL',       'RELEASE'),
  ('PURCHASE',         'HOLD'),
  ('PURCHASE',         'POST'),
  ('PURCHASE',         'RELEASE'),
  ('PURCHASE',         'REVERT'),
  ('REFUND',           'POST'),
  ('TRANSFER',         'POST'),
  ('EXCHANGE',         'POST'),
  ('BONUS',            'POST'),
  ('COMMISSION',       'POST'),
  ('EARNING',          'POST'),
  ('CREDIT_DRAW',      'POST'),
  ('CREDIT_REPAYMENT', 'POST'),
  ('ADJUSTMENT',       'POST'),
  ('POSTING',          'POST'),
  ('OPENING_BALANCE',  'POST'),
  ('REVERSAL',         'POST');


-- ---------------------------------------------------------------------------------------------------------------------
-- Exchange quotes (before transactions, which refer to them)
-- ---------------------------------------------------------------------------------------------------------------------

-- The terms of one exchange. A quote is used if a transaction names it.
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


-- ---------------------------------------------------------------------------------------------------------------------
-- Transactions
-- ---------------------------------------------------------------------------------------------------------------------

-- The terms of a transaction's splits: a list of 1 to 20 objects, each with a wallet or a system account, an amount in minor
-- units as text, and a label. Together they are at most the amount, and their wallets are its further ones.
CREATE FUNCTION are_splits(splits jsonb, amount numeric, further_wallet_ids uuid[]) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT CASE WHEN jsonb_typeof(splits) <> 'array' THEN false
              ELSE (SELECT count(*) >= 1 AND count(*) <= 20 AND bool_and(part.formed)
                           AND count(DISTINCT split ->> 'walletId') = coalesce(cardinality(further_wallet_ids), 0)
                           AND sum(CASE WHEN part.formed THEN (split ->> 'amount')::numeric END) <= amount
                           AND bool_and(CASE WHEN part.formed AND split ? 'walletId'
                                             THEN (split ->> 'walletId')::uuid = ANY (further_wallet_ids) IS TRUE ELSE true END)
                      FROM jsonb_array_elements(splits) AS split
                     CROSS JOIN LATERAL (SELECT coalesce(
                       jsonb_typeof(split) = 'object'
                       AND split - '{walletId,systemAccount,amount,label}'::text[] = '{}'
                       AND jsonb_typeof(split -> 'amount') = 'string' AND split ->> 'amount' ~ '^[1-9][0-9]{0,37}$'
                       AND jsonb_typeof(split -> 'label') = 'string'
                       AND length(split ->> 'label') >= 1 AND length(split ->> 'label') <= 100
                       AND (split ? 'walletId') <> (split ? 'systemAccount')
                       AND coalesce(split ->> 'walletId' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', true)
                       AND coalesce(split ->> 'systemAccount' ~ '^[A-Z][A-Z0-9_]{1,31}$', true)
                       AND coalesce(split ->> 'walletId', split ->> 'systemAccount') IS NOT NULL, false) AS formed) part)
         END;
$$;

-- The labels of splits, to find transactions by.
CREATE FUNCTION split_labels(splits jsonb) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT array_agg(DISTINCT split ->> 'label') FROM jsonb_array_elements(splits) AS split;
$$;

CREATE TABLE transaction (
  id                uuid PRIMARY KEY,
  kind              text NOT NULL,
  status            text NOT NULL,
  currency          text NOT NULL,
  amount            minor_units NOT NULL CONSTRAINT transaction_amount_positive CHECK (amount > 0),
  -- NULL for a posting between system accounts.
  wallet_id         uuid,
  counter_wallet_id uuid REFERENCES wallet,
  original_id       uuid REFERENCES transaction,
  -- A bonus or commission that was reversed, and instead of which this one is paid.
  replaces_id       uuid REFERENCES transaction,
  -- The owner of the wallet, if it is a bonus: one is paid to an owner and currency a day, however many wallets they have.
  bonus_owner       owner_id,
  reference         text,
  description       text,
  metadata          jsonb NOT NULL DEFAULT '{}',
  details           jsonb NOT NULL DEFAULT '{}',
  status_reason     text,
  initiated_by      text NOT NULL,
  -- Whether a program initiated it. It may approve such a request itself; a person approves none of their own.
  initiated_by_program boolean NOT NULL DEFAULT false,
  created_at        timestamptz(3) NOT NULL,
  completed_at      timestamptz(3),
  expires_at        timestamptz(3),
  quote_id          uuid REFERENCES exchange_quote,
  status_changed_by text,
  status_changed_at timestamptz(3),
  -- As in `wallet`.
  position          bigint NOT NULL
                      DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('transaction_position') END
                      CONSTRAINT transaction_position_taken_once UNIQUE,
  written_by        xid8 NOT NULL DEFAULT pg_current_xact_id(),
  server_run        timestamptz NOT NULL DEFAULT pg_postmaster_start_time(),
  -- When it took effect by the caller's own books, if that was before the book knew of it. NULL: at created_at.
  effective_at      timestamptz(3),
  -- The other wallets of which it moves money, or will: receivers of its splits, and wallets of a posting.
  further_wallet_ids uuid[]
                      CONSTRAINT transaction_further_wallets_form CHECK (cardinality(further_wallet_ids) >= 1),
  splits            jsonb,
  -- The last erasure that erased its texts, and the hash of the texts as they were before the first one.
  erasure_id        uuid,
  erased_sha256     bytea,
  CONSTRAINT transaction_erased_with_hash CHECK ((erasure_id IS NULL) = (erased_sha256 IS NULL)),
  CONSTRAINT transaction_between_two_wallets CHECK (counter_wallet_id <> wallet_id),
  CONSTRAINT transaction_about_a_wallet CHECK (
    wallet_id IS NOT NULL OR kind IN ('POSTING', 'REVERSAL') AND counter_wallet_id IS NULL),
  -- `wallet_id` and `counter_wallet_id` are filled first, and no further one is NULL.
  CONSTRAINT transaction_further_wallets_differ CHECK (
    further_wallet_ids IS NULL
    OR (wallet_id <> ALL (further_wallet_ids)) IS TRUE
       AND (counter_wallet_id IS NULL OR counter_wallet_id <> ALL (further_wallet_ids))),
  CONSTRAINT transaction_further_wallets_of_kind CHECK (
    further_wallet_ids IS NULL OR splits IS NOT NULL OR kind IN ('REFUND', 'POSTING', 'REVERSAL')),
  CONSTRAINT transaction_splits_form CHECK (splits IS NULL OR are_splits(splits, amount, further_wallet_ids)),
  CONSTRAINT transaction_splits_of_kind CHECK (
    splits IS NULL OR kind IN ('DEPOSIT', 'WITHDRAWAL', 'PURCHASE', 'TRANSFER')),
  CONSTRAINT transaction_reversal_names_original CHECK (kind <> 'REVERSAL' OR original_id IS NOT NULL),
  CONSTRAINT transaction_follows_original CHECK (kind NOT IN ('REFUND', 'COMMISSION') OR original_id IS NOT NULL),
  CONSTRAINT transaction_replaces_reward CHECK (replaces_id IS NULL OR kind IN ('BONUS', 'COMMISSION')),
  CONSTRAINT transaction_bonus_names_owner CHECK ((kind = 'BONUS') = (bonus_owner IS NOT NULL)),
  -- The index transaction_opened_once goes by these details. Only what follows a history can take money.
  CONSTRAINT transaction_opening_of_import CHECK (
    kind <> 'OPENING_BALANCE'
    OR (initiated_by = 'onebook:import' AND wallet_id IS NOT NULL
        AND (details ->> 'part' = 'AFTER_HISTORY' AND details ->> 'direction' IN ('CREDIT', 'DEBIT')
             OR details ->> 'part' IN ('WHOLE', 'BEFORE_HISTORY') AND details ->> 'direction' = 'CREDIT')) IS TRUE),
  CONSTRAINT transaction_exchanges_at_quote CHECK ((kind = 'EXCHANGE') = (quote_id IS NOT NULL)),
  CONSTRAINT transaction_expires_if_held CHECK (expires_at IS NULL OR kind IN ('WITHDRAWAL', 'PURCHASE')),
  CONSTRAINT transaction_effective_of_kind CHECK (effective_at IS NULL OR kind IN ('DEPOSIT', 'ADJUSTMENT', 'POSTING')),
  -- -infinity is no moment that a client could be given. Infinity is later than any.
  CONSTRAINT transaction_effective_by_then CHECK (effective_at <= created_at AND isfinite(effective_at))
);

-- The lists of transactions.
CREATE INDEX transaction_of_wallet ON transaction (wallet_id, position);
CREATE INDEX transaction_of_counter_wallet ON transaction (counter_wallet_id, position)
  WHERE counter_wallet_id IS NOT NULL;
CREATE INDEX transaction_by_reference ON transaction (reference, position) WHERE reference IS NOT NULL;
CREATE INDEX transaction_of_writer ON transaction (written_by);

-- Finding transactions, in the order of positions. A drawer has 8,192 positions: `position >> 13` is its number. An index
-- that begins with the drawer finds what matches in one drawer after another, from the newest one on, and so reads no more
-- of the book than it must. It is written in its newest drawer alone, so a transfer costs the same on a large book.
-- docs/decisions/41-finding.md says more.
CREATE INDEX transaction_found_by_initiator ON transaction ((position >> 13), kind, initiated_by);
CREATE INDEX transaction_found_by_amount ON transaction ((position >> 13), currency, amount);
CREATE INDEX transaction_found_by_time ON transaction ((position >> 13), created_at);
CREATE INDEX transaction_found_by_effect ON transaction ((position >> 13), effective_at)
  WHERE effective_at IS NOT NULL;
CREATE INDEX transaction_found_by_status ON transaction ((position >> 13), status) WHERE status <> 'COMPLETED';

-- The words of a transaction's texts: runs of letters and digits of any script, in lower case, without what only makes
-- them look different (NFKC). Separators are listed, because what a letter is would depend on the database's locale. A
-- word is cut at 64 characters, so that every text fits into an index.
CREATE FUNCTION words(description text, reference text) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT coalesce(array_agg(DISTINCT left(word, 64)), '{}')
    FROM regexp_split_to_table(
           lower(normalize(coalesce(description, '') || ' ' || coalesce(reference, ''), NFKC)),
           '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7'
           '\u037E\u0387\u055A-\u055F\u0589\u058A\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u0609-\u060D\u061B-\u061F\u066A-\u066D'
           '\u06D4\u0700-\u070D\u0964\u0965\u0970\u0E4F\u0E5A\u0E5B\u10FB\u1361-\u1368\u1680\u17D4-\u17DA\u1800-\u180A'
           '\u2000-\u206F\u20A0-\u20CF\u2190-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D\u30A0\u30FB'
           '\uFE10-\uFE1F\uFE30-\uFE6F]+') AS word
   WHERE word <> '';
$$;

-- Metadata and words, each within a drawer. Nothing is written for a transaction without metadata and text. Without
-- fastupdate, because every reader would have to look through what is pending.
CREATE INDEX transaction_found_by_content ON transaction
  USING gin ((ARRAY[position >> 13]), metadata jsonb_path_ops, (words(description, reference)))
  WITH (fastupdate = off)
  WHERE metadata <> '{}' OR description IS NOT NULL OR reference IS NOT NULL;

CREATE INDEX transaction_found_by_split ON transaction
  USING gin ((ARRAY[position >> 13]), (split_labels(splits)))
  WITH (fastupdate = off)
  WHERE splits IS NOT NULL;

-- Transactions that followed from another, and holds that are due.
CREATE INDEX transaction_of_original ON transaction (original_id) WHERE original_id IS NOT NULL;
CREATE INDEX transaction_due ON transaction (expires_at, id) WHERE status = 'PENDING' AND expires_at IS NOT NULL;

-- What is pending keeps a wallet from being closed.
CREATE INDEX transaction_pending_of_wallet ON transaction (wallet_id) WHERE status = 'PENDING';
CREATE INDEX transaction_pending_of_further ON transaction USING gin (further_wallet_ids)
  WITH (fastupdate = off)
  WHERE status = 'PENDING' AND further_wallet_ids IS NOT NULL;

-- Events that can happen only once. A bonus or commission that was reversed does not count: the next one names it in
-- `replaces_id`, which `refuse_wrong_rewards` below allows only after the reversal. So the bonuses of an owner, currency
-- and day are one line, in which each replaces the one before it, and only the last of them is not reversed.
-- docs/decisions/22-replacements.md says more.
CREATE UNIQUE INDEX transaction_reversed_once ON transaction (original_id) WHERE kind = 'REVERSAL';
-- A wallet is opened once, in whole or before its history, and brought up to date once, after its history.
CREATE UNIQUE INDEX transaction_opened_once ON transaction (wallet_id, (details ->> 'part' = 'AFTER_HISTORY'))
  WHERE kind = 'OPENING_BALANCE';
CREATE UNIQUE INDEX transaction_quote_used_once ON transaction (quote_id) WHERE quote_id IS NOT NULL;
CREATE UNIQUE INDEX transaction_commission_paid_once
  ON transaction (original_id, wallet_id, replaces_id) NULLS NOT DISTINCT WHERE kind = 'COMMISSION';
CREATE UNIQUE INDEX transaction_bonus_claimed_once
  ON transaction (bonus_owner, currency, ((created_at AT TIME ZONE 'UTC')::date), replaces_id) NULLS NOT DISTINCT
  WHERE kind = 'BONUS';


-- The further wallets of transactions, in the book's order, for the lists of a wallet's transactions. PostgreSQL writes it by
-- itself from the rows of `transaction`, and refuses any other row.
CREATE TABLE further_wallet (
  wallet_id uuid NOT NULL REFERENCES wallet,
  position  bigint NOT NULL,
  PRIMARY KEY (wallet_id, position)
);


-- ---------------------------------------------------------------------------------------------------------------------
-- Entries
-- ---------------------------------------------------------------------------------------------------------------------

-- One link of a chain. A CHECK holds what a row can say about itself. What needs other rows (the link before it, its
-- account, its transaction, the zero sum) is checked once a statement, by `refuse_wrong_entries` below.
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

-- After its listener was away, a gateway asks which wallets changed meanwhile. Entries arrive nearly in the order of
-- their time, so this index has one line for 128 pages and costs next to nothing. A range that autovacuum has not
-- summarized yet is read whole, and by default that can be a fifth of the book. Hence autosummarize: a range is
-- summarized as soon as its 128 pages are full.
CREATE INDEX entry_created ON entry USING brin (created_at) WITH (autosummarize = on);


-- ---------------------------------------------------------------------------------------------------------------------
-- Backdated entries
-- ---------------------------------------------------------------------------------------------------------------------

-- The entries of a wallet's cash by which a transaction was posted after it took effect. With this table the history of a
-- wallet is read in the order of effect, a page at a time. A transaction that takes effect as the book learns of it has no
-- row here, and writing it costs nothing. Only deposits, adjustments and postings can be backdated, which move no account
-- of a wallet but cash. Taking one back happens when it happens: a REVERT is never backdated.
-- docs/decisions/43-order-of-effect.md says more.
CREATE TABLE backdated_entry (
  account_id   uuid NOT NULL,
  seq          bigint NOT NULL,
  effective_at timestamptz(3) NOT NULL,
  -- The seq of the first backdated entry of this chain after which only backdated ones follow up to this one. So a reader
  -- of the others skips them at once, however many an import has written.
  run          bigint NOT NULL,
  PRIMARY KEY (account_id, seq),
  CONSTRAINT backdated_entry_within_run CHECK (run >= 1 AND run <= seq)
);
CREATE INDEX backdated_entry_by_effect ON backdated_entry (account_id, effective_at, seq);
CREATE INDEX backdated_entry_of_run ON backdated_entry (account_id, run, seq);


-- ---------------------------------------------------------------------------------------------------------------------
-- Checkpoints of explanations
-- ---------------------------------------------------------------------------------------------------------------------

-- What the first entries of a wallet add up to, by kind and status of their transactions: a row for each part. It says
-- nothing that the entries do not say. `Wallet.explain` adds the later entries to the newest checkpoint, and so need not
-- read the whole wallet. It compares its sums with the balances, and `verify` computes every checkpoint again.
-- docs/decisions/31-explain-checkpoints.md says more.
CREATE TABLE balance_checkpoint (
  wallet_id       uuid NOT NULL REFERENCES wallet,
  -- How many entries of the wallet it covers, and of each chain the last of them; 0 if none.
  entries         bigint NOT NULL,
  cash_seq        bigint NOT NULL,
  held_seq        bigint NOT NULL,
  credit_seq      bigint NOT NULL,
  held_credit_seq bigint NOT NULL,
  owed_seq        bigint NOT NULL,
  -- The part: transactions of one kind that these entries leave in one status, their number, and what they add to each
  -- account. A sum can have more digits than an amount.
  kind            text NOT NULL,
  status          text NOT NULL,
  transactions    bigint NOT NULL CONSTRAINT balance_checkpoint_of_some CHECK (transactions >= 1),
  cash            numeric NOT NULL,
  held            numeric NOT NULL,
  credit          numeric NOT NULL,
  held_credit     numeric NOT NULL,
  owed            numeric NOT NULL,
  PRIMARY KEY (wallet_id, entries, kind, status),
  CONSTRAINT balance_checkpoint_counts_entries CHECK (
    entries = cash_seq + held_seq + credit_seq + held_credit_seq + owed_seq
    AND cash_seq >= 0 AND held_seq >= 0 AND credit_seq >= 0 AND held_credit_seq >= 0 AND owed_seq >= 0)
);


-- ---------------------------------------------------------------------------------------------------------------------
-- The log
-- ---------------------------------------------------------------------------------------------------------------------

-- The commits of the log, in the order in which they were granted their locks. Whoever draws from it keeps a lock on it
-- until the transaction ends, so a reader knows which transactions can still add a position below a number that was drawn:
-- src/reader/log/log-end.ts. docs/decisions/66-the-log.md says more.
CREATE SEQUENCE commit_number AS bigint CACHE 1;

-- Every command that was decided, refused ones too, stored in the commit of what it did. Kept for good. It is the log that
-- auditors and other programs read, and a caller who sends a key again gets its outcome from here.
CREATE TABLE command (
  caller      text NOT NULL,
  key         text NOT NULL CONSTRAINT command_key_form CHECK (length(key) >= 1 AND length(key) <= 255),
  -- What was asked for: the movement, and its input as the text that was hashed.
  movement    text NOT NULL CONSTRAINT command_movement_form CHECK (movement ~ '^[a-z][A-Za-z]{1,63}$'),
  input       json NOT NULL,
  input_hash  bytea NOT NULL CONSTRAINT command_input_sha256 CHECK (length(input_hash) = 32),
  outcome     jsonb NOT NULL,
  -- What happened, for those who follow events. Each of them happened to every row that the outcome names.
  event_types text[] NOT NULL DEFAULT '{}',
  -- The wallets that it names or of which it moves money.
  wallet_ids  uuid[] NOT NULL DEFAULT '{}',
  -- The request that brought it, as the answer and the gateway's log name it. NULL for the gateway's own.
  request_id  text CONSTRAINT command_request_form CHECK (length(request_id) >= 1 AND length(request_id) <= 200),
  created_at  timestamptz(3) NOT NULL,
  -- The place in the log: the number of the commit, and the place of the command within it. All of a commit's locks are
  -- granted before it draws its number. So a command stands after everything that it builds on.
  position    bigint NOT NULL DEFAULT nextval('commit_number') * 16384,
  -- The last erasure that erased texts of its input. The hash stays: it is that of the input as it was sent.
  erasure_id  uuid,
  PRIMARY KEY (caller, key)
);
CREATE UNIQUE INDEX command_in_order ON command (position);

-- The newest moment in the book: no commit gets an earlier time, even if the clock was set back.
CREATE INDEX command_created ON command (created_at);

-- Finding commands, in the order of the log, in drawers like transactions (above). A drawer is 1,024 commits. Most commands
-- are about one wallet or two, for which an ordered index costs less than half of what a GIN index costs.
CREATE INDEX command_found_by_caller ON command ((position >> 24), caller, position, movement);
CREATE INDEX command_found_by_first_wallet ON command ((position >> 24), (wallet_ids[1]), position)
  WHERE cardinality(wallet_ids) >= 1 AND cardinality(wallet_ids) <= 2;
CREATE INDEX command_found_by_second_wallet ON command ((position >> 24), (wallet_ids[2]), position)
  WHERE cardinality(wallet_ids) = 2;
CREATE INDEX command_found_by_wallets ON command USING gin ((ARRAY[position >> 24]), wallet_ids) WITH (fastupdate = off)
  WHERE cardinality(wallet_ids) > 2;
-- What is no plain transaction.
CREATE INDEX command_not_done ON command (position) WHERE NOT (outcome ? 'done');
CREATE INDEX command_of_other_events ON command (position)
  WHERE event_types <> '{}' AND event_types <> '{transaction.completed}';


-- ---------------------------------------------------------------------------------------------------------------------
-- Credit lines
-- ---------------------------------------------------------------------------------------------------------------------

-- How much a wallet's owner may owe. A change is a new row, and the row with the highest seq is in force. Without a
-- row the owner may owe nothing.
CREATE TABLE credit_line (
  wallet_id    uuid NOT NULL REFERENCES wallet,
  seq          bigint NOT NULL CONSTRAINT credit_line_seq_from_one CHECK (seq >= 1),
  approved     boolean NOT NULL,
  credit_limit minor_units NOT NULL CONSTRAINT credit_line_limit_not_negative CHECK (credit_limit >= 0),
  set_by       text NOT NULL,
  created_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (wallet_id, seq)
);


-- ---------------------------------------------------------------------------------------------------------------------
-- Revocations
-- ---------------------------------------------------------------------------------------------------------------------

-- The gateway refuses every token of a subject that was issued up to and including the second of `revoked_at`. Roles
-- and rights are stated in tokens alone, so nothing else could withdraw them before `exp`.
CREATE TABLE token_revocation (
  subject    owner_id NOT NULL,
  revoked_at timestamptz(3) NOT NULL,
  reason     text NOT NULL CONSTRAINT token_revocation_reason_form CHECK (length(reason) BETWEEN 1 AND 500),
  revoked_by text NOT NULL CONSTRAINT token_revocation_by_form CHECK (length(revoked_by) BETWEEN 1 AND 255),
  PRIMARY KEY (subject, revoked_at),
  -- Infinity would exclude a subject for good, and a client cannot be given it as a moment.
  CONSTRAINT token_revocation_at_a_moment CHECK (isfinite(revoked_at))
);


-- ---------------------------------------------------------------------------------------------------------------------
-- Reconciliation
-- ---------------------------------------------------------------------------------------------------------------------

-- Runs that compare the book with itself and with what others say of it, oldest first. A row says that a run is wanted, its
-- result that it ended. A gateway carries out what a caller (REQUEST) or the clock (SCHEDULE) asks for, and another one does
-- so if that gateway is killed. A command carries out its own. docs/decisions/54-reconciliation.md says more.
CREATE SEQUENCE reconciliation_position AS bigint CACHE 1;
CREATE TABLE reconciliation (
  id         uuid PRIMARY KEY,
  origin     text NOT NULL
               CONSTRAINT reconciliation_origin_known CHECK (origin IN ('REQUEST', 'SCHEDULE', 'COMMAND')),
  -- The day of a scheduled run. All gateways ask for one, and one row is left.
  due        date CONSTRAINT reconciliation_due_once UNIQUE,
  asked_by   text NOT NULL
               CONSTRAINT reconciliation_by_form CHECK (length(asked_by) >= 1 AND length(asked_by) <= 255),
  created_at timestamptz(3) NOT NULL CONSTRAINT reconciliation_created_at_a_moment CHECK (isfinite(created_at)),
  -- As in `wallet`.
  position   bigint NOT NULL
               DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('reconciliation_position') END
               CONSTRAINT reconciliation_position_taken_once UNIQUE,
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
  server_run timestamptz NOT NULL DEFAULT pg_postmaster_start_time(),
  CONSTRAINT reconciliation_due_if_scheduled CHECK ((origin = 'SCHEDULE') = (due IS NOT NULL))
);
CREATE INDEX reconciliation_of_writer ON reconciliation (written_by);

-- Whoever carries out a run locks this row until the run ends, so there is one at a time. The lock ends with its session.
CREATE TABLE reconciler (
  number smallint PRIMARY KEY CONSTRAINT reconciler_alone CHECK (number = 0)
);
INSERT INTO reconciler (number) VALUES (0);

-- How a run ended. `number` is the order of the ends. INTERRUPTED: the process of its command was killed.
CREATE TABLE reconciliation_result (
  reconciliation_id uuid PRIMARY KEY REFERENCES reconciliation,
  number            bigint NOT NULL CONSTRAINT reconciliation_result_number_taken_once UNIQUE
                      CONSTRAINT reconciliation_result_number_from_one CHECK (number >= 1),
  status            text NOT NULL
                      CONSTRAINT reconciliation_result_status_known
                      CHECK (status IN ('PASSED', 'FINDINGS', 'FAILED', 'INTERRUPTED')),
  -- Why it came to no result.
  reason            text,
  started_at        timestamptz(3) NOT NULL,
  finished_at       timestamptz(3) NOT NULL,
  -- What it compared: 'book', or a source or statement by its name.
  scopes            text[] NOT NULL,
  -- Of each file or table that it read: name, SHA-256 and number of rows.
  inputs            jsonb NOT NULL CONSTRAINT reconciliation_result_inputs_are_a_list CHECK (jsonb_typeof(inputs) = 'array'),
  totals            jsonb NOT NULL CONSTRAINT reconciliation_result_totals_are_an_object CHECK (jsonb_typeof(totals) = 'object'),
  CONSTRAINT reconciliation_result_ends_after_start CHECK (started_at <= finished_at AND isfinite(started_at) AND isfinite(finished_at)),
  CONSTRAINT reconciliation_result_says_why CHECK ((reason IS NOT NULL) = (status IN ('FAILED', 'INTERRUPTED')))
);

-- What is wrong. A finding that a later run finds again is this row again: `identity` is a hash of what and where it is,
-- without the numbers. `wallet_id` and `transaction_id` name rows of the book. They are no foreign keys, because the lock
-- that one takes would hold up the ledger.
CREATE TABLE finding (
  id             uuid PRIMARY KEY,
  identity       bytea NOT NULL CONSTRAINT finding_found_once UNIQUE
                   CONSTRAINT finding_identity_sha256 CHECK (length(identity) = 32),
  scope          text NOT NULL,
  code           text NOT NULL CONSTRAINT finding_code_form CHECK (code ~ '^[A-Z][A-Z_]{1,39}$'),
  severity       text NOT NULL CONSTRAINT finding_severity_known CHECK (severity IN ('ERROR', 'WARNING')),
  subject        text NOT NULL,
  wallet_id      uuid,
  transaction_id uuid,
  currency       text,
  first_seen_at  timestamptz(3) NOT NULL CONSTRAINT finding_first_seen_at_a_moment CHECK (isfinite(first_seen_at))
);
CREATE INDEX finding_of_wallet ON finding (wallet_id, id) WHERE wallet_id IS NOT NULL;

-- What became of a finding: a row for each run that opened it, saw other numbers, or no longer saw it. The newest counts.
CREATE TABLE finding_state (
  finding_id uuid NOT NULL REFERENCES finding,
  -- Of the result of that run, which is written after its findings, in one commit with them.
  number     bigint NOT NULL REFERENCES reconciliation_result (number) DEFERRABLE INITIALLY DEFERRED,
  open       boolean NOT NULL,
  expected   text NOT NULL,
  actual     text NOT NULL,
  PRIMARY KEY (finding_id, number)
);


-- ---------------------------------------------------------------------------------------------------------------------
-- Schedules
-- ---------------------------------------------------------------------------------------------------------------------

-- Mutations that the gateway executes for their creator, once at a time or by a cron rule. Its run of a moment is a command of
-- the creator, whose key names the schedule and the moment: so no moment is run twice. `next_at` is the first moment that is
-- not decided yet, and leaves it only in the commit of that command: so none is lost. docs/decisions/69-schedules.md says more.
CREATE SEQUENCE schedule_position AS bigint CACHE 1;
CREATE TABLE schedule (
  id         uuid PRIMARY KEY,
  mutation   text NOT NULL CONSTRAINT schedule_mutation_form CHECK (mutation ~ '^[a-z][A-Za-z]{1,63}$'),
  -- As the creator sent it, without a key.
  input      jsonb NOT NULL CONSTRAINT schedule_input_is_an_object CHECK (jsonb_typeof(input) = 'object'),
  -- Once, or by a rule.
  at         timestamptz(3) CONSTRAINT schedule_at_a_moment CHECK (isfinite(at)),
  cron       text CONSTRAINT schedule_cron_form CHECK (length(cron) >= 1 AND length(cron) <= 200),
  time_zone  text CONSTRAINT schedule_time_zone_form CHECK (length(time_zone) >= 1 AND length(time_zone) <= 100),
  late       text NOT NULL CONSTRAINT schedule_late_known CHECK (late IN ('SKIP', 'ONCE', 'ALL')),
  until      timestamptz(3) CONSTRAINT schedule_until_a_moment CHECK (isfinite(until)),
  created_by text NOT NULL CONSTRAINT schedule_by_form CHECK (length(created_by) >= 1 AND length(created_by) <= 255),
  -- Those of the creator's token. The runs have them, and no others.
  roles      text[] NOT NULL CONSTRAINT schedule_roles_given CHECK (cardinality(roles) >= 1),
  created_at timestamptz(3) NOT NULL CONSTRAINT schedule_created_at_a_moment CHECK (isfinite(created_at)),
  status     text NOT NULL
               CONSTRAINT schedule_status_known CHECK (status IN ('ACTIVE', 'PAUSED', 'CANCELLED', 'ENDED')),
  next_at    timestamptz(3) CONSTRAINT schedule_next_at_a_moment CHECK (isfinite(next_at)),
  -- Moments up to the last resumption were missed, however short ago they were.
  resumed_at timestamptz(3),
  changed_by text,
  changed_at timestamptz(3),
  -- As in `wallet`.
  position   bigint NOT NULL
               DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('schedule_position') END
               CONSTRAINT schedule_position_taken_once UNIQUE,
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
  server_run timestamptz NOT NULL DEFAULT pg_postmaster_start_time(),
  CONSTRAINT schedule_once_or_by_rule CHECK ((at IS NULL) = (cron IS NOT NULL)),
  CONSTRAINT schedule_rule_has_zone CHECK ((cron IS NULL) = (time_zone IS NULL)),
  CONSTRAINT schedule_until_of_a_rule CHECK (until IS NULL OR cron IS NOT NULL),
  CONSTRAINT schedule_next_unless_over CHECK ((next_at IS NULL) = (status IN ('CANCELLED', 'ENDED'))),
  CONSTRAINT schedule_next_until_the_end CHECK (next_at <= until),
  CONSTRAINT schedule_changed_by_a_caller CHECK ((changed_by IS NULL) = (changed_at IS NULL))
);
CREATE INDEX schedule_of_writer ON schedule (written_by);
CREATE INDEX schedule_of_creator ON schedule (created_by, position);
-- What is due, in sixteen parts by the last digit of the id, so that gateways begin with different ones.
CREATE INDEX schedule_due ON schedule (right(id::text, 1), next_at, id) WHERE status = 'ACTIVE';


-- ---------------------------------------------------------------------------------------------------------------------
-- Webhooks
-- ---------------------------------------------------------------------------------------------------------------------

-- Endpoints to which the gateways deliver the events of the log. docs/decisions/70-webhooks.md says more.
CREATE SEQUENCE webhook_position AS bigint CACHE 1;
CREATE TABLE webhook (
  id             uuid PRIMARY KEY,
  url            text NOT NULL CONSTRAINT webhook_url_form CHECK (url ~ '^https?://' AND length(url) <= 2000),
  -- None: all types.
  types          text[] NOT NULL,
  -- What the body shows of an event, in GraphQL. NULL: the ids of what it is about.
  selection      text CONSTRAINT webhook_selection_length CHECK (length(selection) >= 1 AND length(selection) <= 16384),
  description    text CONSTRAINT webhook_description_length CHECK (length(description) >= 1 AND length(description) <= 500),
  created_by     text NOT NULL CONSTRAINT webhook_by_form CHECK (length(created_by) >= 1 AND length(created_by) <= 255),
  created_at     timestamptz(3) NOT NULL CONSTRAINT webhook_created_at_a_moment CHECK (isfinite(created_at)),
  status         text NOT NULL CONSTRAINT webhook_status_known CHECK (status IN ('ACTIVE', 'PAUSED', 'DELETED')),
  -- The secret that signs, encrypted with a key of the operator, and which key that was. A new secret is a new version.
  secret         bytea,
  secret_key     text,
  secret_version integer NOT NULL CONSTRAINT webhook_secret_version_from_one CHECK (secret_version >= 1),
  -- The secret before it, which signs beside it until then.
  old_secret     bytea,
  old_secret_key text,
  old_until      timestamptz(3),
  changed_by     text,
  changed_at     timestamptz(3),
  -- As in `wallet`.
  position       bigint NOT NULL
                   DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('webhook_position') END
                   CONSTRAINT webhook_position_taken_once UNIQUE,
  written_by     xid8 NOT NULL DEFAULT pg_current_xact_id(),
  server_run     timestamptz NOT NULL DEFAULT pg_postmaster_start_time(),
  CONSTRAINT webhook_secret_unless_deleted CHECK ((secret IS NULL) = (status = 'DELETED')),
  CONSTRAINT webhook_secret_names_its_key CHECK ((secret IS NULL) = (secret_key IS NULL)),
  CONSTRAINT webhook_old_secret_has_an_end
    CHECK ((old_secret IS NULL) = (old_until IS NULL) AND (old_secret IS NULL) = (old_secret_key IS NULL)),
  CONSTRAINT webhook_changed_by_a_caller CHECK ((changed_by IS NULL) = (changed_at IS NULL))
);
CREATE INDEX webhook_of_writer ON webhook (written_by);

-- How far the log is dealt with for a webhook: each event up to `place` that it asks for is delivered, or has a row below.
-- Apart from `webhook`, because it moves many times a second. It names the webhook without a foreign key, whose lock would
-- meet those of the ledger.
CREATE TABLE webhook_place (
  webhook_id uuid PRIMARY KEY,
  place      bigint NOT NULL CONSTRAINT webhook_place_not_negative CHECK (place >= 0),
  -- Each replay begins another round. What was delivered in an earlier round is delivered again.
  round      integer NOT NULL CONSTRAINT webhook_place_round_from_one CHECK (round >= 1),
  -- Events before this moment are left out: the replay began in the middle.
  not_before timestamptz(3)
);

-- The deliveries that were tried. No fact about money: old ones are removed.
CREATE TABLE webhook_delivery (
  webhook_id      uuid NOT NULL,
  -- The event: its command's place in the log, and its place among that command's events.
  position        bigint NOT NULL,
  index           integer NOT NULL CONSTRAINT webhook_delivery_index_not_negative CHECK (index >= 0),
  command_id      uuid NOT NULL,
  type            text NOT NULL,
  round           integer NOT NULL,
  status          text NOT NULL
                    CONSTRAINT webhook_delivery_status_known CHECK (status IN ('PENDING', 'DELIVERED', 'DEAD')),
  attempts        integer NOT NULL CONSTRAINT webhook_delivery_attempts_not_negative CHECK (attempts >= 0),
  first_at        timestamptz(3),
  last_at         timestamptz(3),
  next_at         timestamptz(3),
  -- What the receiver said last, or what kept it from saying it.
  response_status integer,
  error           text,
  duration_ms     integer,
  PRIMARY KEY (webhook_id, position, index),
  CONSTRAINT webhook_delivery_next_if_pending CHECK ((next_at IS NOT NULL) = (status = 'PENDING'))
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_at) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_dead ON webhook_delivery (webhook_id, position, index) WHERE status = 'DEAD';


-- ---------------------------------------------------------------------------------------------------------------------
-- Erasures
-- ---------------------------------------------------------------------------------------------------------------------

-- What the texts of an owner become. Amounts, ids, moments and words of the book stay. What is erased and is erased again stays
-- as it is.
CREATE FUNCTION erased_text(given text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT CASE WHEN given IS NOT NULL THEN '[erased]' END;
$$;

-- The same of JSON, such as an input. A text stays if it is an id, or if the name of its field says that it is no free text: a
-- field that is added later is erased unless it is added here too.
CREATE FUNCTION erased_value(field text, given jsonb) RETURNS jsonb
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
  given_text CONSTANT text := given #>> '{}';
BEGIN
  IF jsonb_typeof(given) = 'object' AND field = 'metadata' THEN
    RETURN CASE given WHEN '{}' THEN given ELSE '{"erased": true}' END;
  ELSIF jsonb_typeof(given) = 'object' THEN
    RETURN coalesce((SELECT jsonb_object_agg(part.key, erased_value(part.key, part.value)) FROM jsonb_each(given) part), '{}');
  ELSIF jsonb_typeof(given) = 'array' THEN
    RETURN coalesce((SELECT jsonb_agg(erased_value(field, part.value) ORDER BY part.place)
                       FROM jsonb_array_elements(given) WITH ORDINALITY AS part (value, place)), '[]');
  ELSIF jsonb_typeof(given) <> 'string'
        OR field IN ('ownerId', 'subject', 'amount', 'limit', 'currency', 'code', 'direction', 'mutation', 'late', 'cron',
                     'timeZone', 'at', 'until', 'effectiveAt', 'toSystemAccount', 'systemAccount', 'legacy', 'part', 'source',
                     'row', 'inputsSha256', 'field')
        OR field = 'name' AND given_text ~ '^([a-z0-9][a-z0-9-]{0,39}|[A-Z][A-Z0-9_]{1,31})$'
        OR field = 'metadata' AND given_text = 'SHARED'
        OR given_text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        OR given_text ~ '^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$'
        OR given_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$' THEN
    RETURN given;
  END IF;
  RETURN '"[erased]"';
END $$;

-- The same of an outcome. Of texts it has the messages of refusals, which quote the caller's words in quotation marks.
CREATE FUNCTION erased_outcome(outcome jsonb) RETURNS jsonb
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
  message CONSTANT text := outcome #>> '{refused,message}';
BEGIN
  IF message LIKE '%"%' THEN
    RETURN jsonb_set(outcome, '{refused,message}', to_jsonb(regexp_replace(message, '".*"', '"[erased]"')));
  ELSIF jsonb_typeof(outcome #> '{many,refused}') = 'array' THEN
    RETURN jsonb_set(outcome, '{many,refused}', coalesce(
      (SELECT jsonb_agg(erased_outcome(line.value) ORDER BY line.place)
         FROM jsonb_array_elements(outcome #> '{many,refused}') WITH ORDINALITY AS line (value, place)), '[]'));
  END IF;
  RETURN outcome;
END $$;

-- The hash of a transaction's texts, for anchors: an erased one keeps it.
CREATE FUNCTION texts_sha256(reference text, description text, metadata jsonb, details jsonb, splits jsonb) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT sha256(convert_to(jsonb_build_array(reference, description, metadata, details, splits)::text, 'UTF8'));
$$;

-- Erasures of the texts of an owner. A command asks for one, and gateways carry it out, some hundred rows in a commit. The row
-- says how far they are, so any gateway goes on. docs/decisions/72-erasing.md says more.
CREATE TABLE erasure (
  id            uuid PRIMARY KEY,
  owner_id      owner_id NOT NULL,
  reason        text NOT NULL CONSTRAINT erasure_reason_form CHECK (length(reason) >= 1 AND length(reason) <= 500),
  created_by    text NOT NULL CONSTRAINT erasure_by_form CHECK (length(created_by) >= 1 AND length(created_by) <= 255),
  created_at    timestamptz(3) NOT NULL CONSTRAINT erasure_created_at_a_moment CHECK (isfinite(created_at)),
  -- The position of its command in the log, before which it erases. NULL: it has not begun.
  log_position  bigint,
  step          text NOT NULL DEFAULT 'WALLETS'
                  CONSTRAINT erasure_step_known CHECK (step IN ('WALLETS', 'NAMED', 'COMMANDS', 'IMPORTED', 'DONE')),
  -- Where the step is: after this wallet of the owner, and after this position.
  wallet_number integer NOT NULL DEFAULT 0,
  place         bigint NOT NULL DEFAULT 0,
  -- The rows that it has erased texts of.
  wallets       bigint NOT NULL DEFAULT 0,
  transactions  bigint NOT NULL DEFAULT 0,
  commands      bigint NOT NULL DEFAULT 0,
  finished_at   timestamptz(3),
  CONSTRAINT erasure_finished_when_done CHECK ((finished_at IS NOT NULL) = (step = 'DONE')),
  CONSTRAINT erasure_begun_in_the_log CHECK (log_position IS NOT NULL OR step = 'WALLETS' AND wallets = 0)
);
CREATE INDEX erasure_unfinished ON erasure (created_at, id) WHERE finished_at IS NULL;


-- ---------------------------------------------------------------------------------------------------------------------
-- Monitors and alerts
-- ---------------------------------------------------------------------------------------------------------------------

-- What a monitor watches, and to whom its alerts go. `began_after` columns say where its watch begins: PostgreSQL fills them
-- in when it is made and when it is resumed. docs/decisions/71-alerts.md says more.
CREATE SEQUENCE monitor_position AS bigint CACHE 1;
CREATE TABLE monitor (
  id         uuid PRIMARY KEY,
  name       text NOT NULL CONSTRAINT monitor_name_form CHECK (length(name) >= 1 AND length(name) <= 100),
  watches    text NOT NULL
               CONSTRAINT monitor_watches_known CHECK (watches IN (
                 'BALANCE_BELOW', 'BALANCE_ABOVE', 'AMOUNT_ABOVE', 'VELOCITY_ABOVE', 'FINDING', 'WEBHOOK_DEAD',
                 'SCHEDULE_REFUSED', 'HOLD_STUCK', 'PUSH_LATENCY_ABOVE')),
  wallet_id  uuid REFERENCES wallet,
  currency   text REFERENCES currency,
  amount     minor_units CONSTRAINT monitor_amount_not_negative CHECK (amount >= 0),
  seconds    numeric(10, 3) CONSTRAINT monitor_seconds_positive CHECK (seconds > 0 AND seconds <> 'NaN'::numeric),
  channels   jsonb NOT NULL CONSTRAINT monitor_channels_are_a_list CHECK (jsonb_typeof(channels) = 'array'),
  created_by text NOT NULL CONSTRAINT monitor_by_form CHECK (length(created_by) >= 1 AND length(created_by) <= 255),
  created_at timestamptz(3) NOT NULL CONSTRAINT monitor_created_at_a_moment CHECK (isfinite(created_at)),
  status     text NOT NULL CONSTRAINT monitor_status_known CHECK (status IN ('ACTIVE', 'PAUSED', 'DELETED')),
  changed_by text,
  changed_at timestamptz(3),
  -- How many alerts it has raised.
  alerts     bigint NOT NULL DEFAULT 0 CONSTRAINT monitor_alerts_not_negative CHECK (alerts >= 0),
  -- The alert of the crossing that is not over. A kind that is never over has none.
  current_alert uuid,
  -- Where its watch begins: after this commit of the log, this result of a reconciliation, and this entry of the wallet's cash.
  after_commit bigint NOT NULL DEFAULT 0,
  after_result bigint NOT NULL DEFAULT 0,
  after_seq    bigint NOT NULL DEFAULT 0,
  -- As in `wallet`.
  position   bigint NOT NULL
               DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('monitor_position') END
               CONSTRAINT monitor_position_taken_once UNIQUE,
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
  server_run timestamptz NOT NULL DEFAULT pg_postmaster_start_time(),
  CONSTRAINT monitor_amount_in_a_currency CHECK ((amount IS NULL) = (currency IS NULL)),
  CONSTRAINT monitor_changed_by_a_caller CHECK ((changed_by IS NULL) = (changed_at IS NULL))
);
CREATE INDEX monitor_of_writer ON monitor (written_by);
CREATE INDEX monitor_watching ON monitor (watches) WHERE status = 'ACTIVE';

-- What a monitor saw, once for each crossing. It is written in the commit of the command that names the crossing.
CREATE SEQUENCE alert_position AS bigint CACHE 1;
CREATE TABLE alert (
  id         uuid PRIMARY KEY,
  monitor_id uuid NOT NULL REFERENCES monitor,
  -- Where or in what it lies: an entry, a transaction, a command, a finding.
  crossing   text NOT NULL CONSTRAINT alert_crossing_form CHECK (length(crossing) >= 1 AND length(crossing) <= 120),
  wallet_id  uuid,
  transaction_id uuid,
  -- What the monitor saw, in words and as data.
  summary    text NOT NULL CONSTRAINT alert_summary_form CHECK (length(summary) >= 1 AND length(summary) <= 2000),
  data       jsonb NOT NULL CONSTRAINT alert_data_is_an_object CHECK (jsonb_typeof(data) = 'object'),
  -- When that happened, and when the alert was raised.
  happened_at timestamptz(3) NOT NULL CONSTRAINT alert_happened_at_a_moment CHECK (isfinite(happened_at)),
  raised_at  timestamptz(3) NOT NULL CONSTRAINT alert_raised_at_a_moment CHECK (isfinite(raised_at)),
  acknowledged_by text,
  acknowledged_at timestamptz(3),
  note       text CONSTRAINT alert_note_form CHECK (length(note) >= 1 AND length(note) <= 500),
  ended_at   timestamptz(3),
  position   bigint NOT NULL
               DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('alert_position') END
               CONSTRAINT alert_position_taken_once UNIQUE,
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
  server_run timestamptz NOT NULL DEFAULT pg_postmaster_start_time(),
  CONSTRAINT alert_raised_once UNIQUE (monitor_id, crossing),
  CONSTRAINT alert_acknowledged_by_a_caller CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL)),
  CONSTRAINT alert_note_of_an_acknowledgement CHECK (note IS NULL OR acknowledged_by IS NOT NULL)
);
CREATE INDEX alert_of_writer ON alert (written_by);
CREATE INDEX alert_of_monitor ON alert (monitor_id, position);
CREATE INDEX alert_of_wallet ON alert (wallet_id, position) WHERE wallet_id IS NOT NULL;
CREATE INDEX alert_open ON alert (position) WHERE acknowledged_at IS NULL;

-- The messages of an alert, one for each channel of its monitor, in their order. They hold no fact about money: a gateway that
-- sends one says here what came of it.
CREATE TABLE notification (
  alert_id   uuid NOT NULL REFERENCES alert,
  channel    smallint NOT NULL,
  webhook_id uuid,
  email      text CONSTRAINT notification_email_form CHECK (length(email) >= 3 AND length(email) <= 254),
  -- When it is sent, unless the alert is acknowledged before; after a failure, when it is tried again.
  due_at     timestamptz(3) NOT NULL CONSTRAINT notification_due_at_a_moment CHECK (isfinite(due_at)),
  attempts   integer NOT NULL DEFAULT 0,
  sent_at    timestamptz(3),
  -- It was acknowledged before, or could not be sent.
  given_up_at timestamptz(3),
  error      text,
  PRIMARY KEY (alert_id, channel),
  CONSTRAINT notification_to_one CHECK ((webhook_id IS NULL) <> (email IS NULL)),
  CONSTRAINT notification_ends_once CHECK (sent_at IS NULL OR given_up_at IS NULL)
);
CREATE INDEX notification_due ON notification (due_at) WHERE sent_at IS NULL AND given_up_at IS NULL;

-- How far the followers are. A gateway that evaluates monitors locks the row of `monitoring_place` until it has ended, so there
-- is one at a time. No fact about money: what was seen twice is raised once, by the key of its command.
CREATE TABLE monitoring_place (
  number   smallint PRIMARY KEY CONSTRAINT monitoring_place_alone CHECK (number = 0),
  position bigint NOT NULL
);
INSERT INTO monitoring_place (number, position) VALUES (0, 0);
CREATE TABLE monitor_place (
  monitor_id   uuid PRIMARY KEY REFERENCES monitor,
  -- `after_commit` of the watch, and the last entry of the wallet's cash that was looked at in it.
  after_commit bigint NOT NULL,
  seq          bigint NOT NULL,
  -- When a gateway last saw it beyond, if that is not in the book.
  beyond_at    timestamptz(3)
);


-- ---------------------------------------------------------------------------------------------------------------------
-- Reports
-- ---------------------------------------------------------------------------------------------------------------------

-- What the log says of a day, week or month, once for each. A report begins where the last one of its length ended, and counts
-- the commands up to `log_end` that the last one did not: so each command is in one. docs/decisions/73-reports.md says more.
CREATE SEQUENCE report_position AS bigint CACHE 1;
CREATE TABLE report (
  id         uuid PRIMARY KEY,
  period     text NOT NULL CONSTRAINT report_period_known CHECK (period IN ('DAY', 'WEEK', 'MONTH')),
  -- From this moment to before that one.
  from_at    timestamptz(3) NOT NULL CONSTRAINT report_from_at_a_moment CHECK (isfinite(from_at)),
  to_at      timestamptz(3) NOT NULL CONSTRAINT report_to_at_a_moment CHECK (isfinite(to_at)),
  time_zone  text NOT NULL CONSTRAINT report_time_zone_form CHECK (length(time_zone) >= 1 AND length(time_zone) <= 100),
  -- Up to where the log was settled when it was made.
  log_end    bigint NOT NULL CONSTRAINT report_log_end_not_negative CHECK (log_end >= 0),
  -- Ids of transactions instead of their texts, which an erasure may erase.
  content    jsonb NOT NULL CONSTRAINT report_content_is_an_object CHECK (jsonb_typeof(content) = 'object'),
  created_at timestamptz(3) NOT NULL CONSTRAINT report_created_at_a_moment CHECK (isfinite(created_at)),
  -- As in `wallet`.
  position   bigint NOT NULL
               DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('report_position') END
               CONSTRAINT report_position_taken_once UNIQUE,
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
  server_run timestamptz NOT NULL DEFAULT pg_postmaster_start_time(),
  CONSTRAINT report_begins_once UNIQUE (period, from_at),
  CONSTRAINT report_ends_once UNIQUE (period, to_at),
  CONSTRAINT report_ends_after_start CHECK (from_at < to_at),
  CONSTRAINT report_of_the_past CHECK (to_at <= created_at)
);
CREATE INDEX report_of_writer ON report (written_by);
CREATE INDEX report_of_period ON report (period, position);

-- What each process of a gateway answered and pushed, by quarter of an hour: for reports, and no fact about money. A process
-- writes what it counted so far once a minute. The reports remove old rows.
CREATE TABLE gateway_figures (
  quarter timestamptz(3) NOT NULL,
  process uuid NOT NULL,
  figures jsonb NOT NULL CONSTRAINT gateway_figures_are_an_object CHECK (jsonb_typeof(figures) = 'object'),
  PRIMARY KEY (quarter, process)
);


-- ---------------------------------------------------------------------------------------------------------------------
-- Trusted documents
-- ---------------------------------------------------------------------------------------------------------------------

-- The GraphQL documents that the operator has registered. No fact about money: the owner adds and removes them, and a row
-- never changes, so that a gateway knows by the ids and hashes alone whether it knows a text.
CREATE TABLE trusted_document (
  id       text PRIMARY KEY CONSTRAINT trusted_document_id_form CHECK (id ~ '^[!-~]+$' AND length(id) <= 200),
  text     text NOT NULL CONSTRAINT trusted_document_text_length CHECK (length(text) >= 1 AND length(text) <= 262144),
  sha256   text NOT NULL,
  added_at timestamptz(3) NOT NULL CONSTRAINT trusted_document_added_at_a_moment CHECK (isfinite(added_at)),
  CONSTRAINT trusted_document_sha256_of_text CHECK (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);


-- ---------------------------------------------------------------------------------------------------------------------
-- Shards of the system accounts
-- ---------------------------------------------------------------------------------------------------------------------

-- A commit that posts to system accounts locks one of these rows until it ends, the first that no other commit holds,
-- and posts to the system accounts of that number. So many commits can post to one system account at once. The numbers
-- above are those of imports, which no row here gives to a commit.
CREATE TABLE shard (
  number smallint PRIMARY KEY CONSTRAINT shard_number_range CHECK (number BETWEEN 0 AND 63)
);
INSERT INTO shard (number) SELECT generate_series(0, 63);


-- ---------------------------------------------------------------------------------------------------------------------
-- Rows are permanent
-- ---------------------------------------------------------------------------------------------------------------------

-- Refuses UPDATE, DELETE and TRUNCATE for everyone who has not first switched triggers off. Only a superuser or the
-- owner can do that, and `verify` finds what they changed.
CREATE FUNCTION refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  -- On Citus a table is a shard of its own, whose name ends in the shard's number.
  book_table CONSTANT text := regexp_replace(TG_TABLE_NAME, '_\d+$', '');
BEGIN
  RAISE EXCEPTION '% of % is refused: rows of the book are permanent', TG_OP, book_table
    USING ERRCODE = 'restrict_violation', CONSTRAINT = book_table || '_stays', TABLE = book_table,
          HINT = 'Correct it with a new transaction.';
END $$;

CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_stays BEFORE UPDATE OR DELETE ON account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER currency_stays BEFORE UPDATE OR DELETE ON currency
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER system_account_stays BEFORE UPDATE OR DELETE ON system_account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER further_wallet_stays BEFORE UPDATE OR DELETE ON further_wallet
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER backdated_entry_stays BEFORE UPDATE OR DELETE ON backdated_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER balance_checkpoint_stays BEFORE UPDATE OR DELETE ON balance_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- An erasure erases texts in the other columns, by the rules further below.
CREATE TRIGGER command_stays BEFORE DELETE OR UPDATE OF caller, key, movement, input_hash, event_types, wallet_ids, request_id,
                                                        created_at, position ON command
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_line_stays BEFORE UPDATE OR DELETE ON credit_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exchange_quote_stays BEFORE UPDATE OR DELETE ON exchange_quote
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER token_revocation_stays BEFORE DELETE OR UPDATE OF subject, revoked_at, revoked_by ON token_revocation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER shard_stays BEFORE UPDATE OR DELETE ON shard
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reconciliation_stays BEFORE UPDATE OR DELETE ON reconciliation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reconciler_stays BEFORE UPDATE OR DELETE ON reconciler
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reconciliation_result_stays BEFORE UPDATE OR DELETE ON reconciliation_result
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_stays BEFORE UPDATE OR DELETE ON finding
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_state_stays BEFORE UPDATE OR DELETE ON finding_state
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_stays BEFORE UPDATE OR DELETE ON report
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- A migration may add rows to these two, for a new kind.
CREATE TRIGGER transaction_transition_stays BEFORE UPDATE OR DELETE ON transaction_transition
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transaction_phase_stays BEFORE UPDATE OR DELETE ON transaction_phase
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Its owner may remove a document.
CREATE TRIGGER trusted_document_stays BEFORE UPDATE ON trusted_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- These change, by the rules further below.
CREATE TRIGGER transaction_stays BEFORE DELETE ON transaction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER schedule_stays BEFORE DELETE ON schedule
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER webhook_stays BEFORE DELETE ON webhook
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_stays BEFORE DELETE ON erasure
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitor_stays BEFORE DELETE ON monitor
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_stays BEFORE DELETE ON alert
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Those who send messages and follow the book say here how far they are.
CREATE TRIGGER notification_stays BEFORE DELETE ON notification
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitoring_place_stays BEFORE DELETE ON monitoring_place
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitor_place_stays BEFORE DELETE ON monitor_place
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER wallet_stays BEFORE DELETE ON wallet
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- TRUNCATE has triggers of its own: on Citus, a trigger that names it with other events is silently missing.
CREATE TRIGGER entry_not_truncated BEFORE TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_not_truncated BEFORE TRUNCATE ON account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER currency_not_truncated BEFORE TRUNCATE ON currency
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER system_account_not_truncated BEFORE TRUNCATE ON system_account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER further_wallet_not_truncated BEFORE TRUNCATE ON further_wallet
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER backdated_entry_not_truncated BEFORE TRUNCATE ON backdated_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER balance_checkpoint_not_truncated BEFORE TRUNCATE ON balance_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER command_not_truncated BEFORE TRUNCATE ON command
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_line_not_truncated BEFORE TRUNCATE ON credit_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exchange_quote_not_truncated BEFORE TRUNCATE ON exchange_quote
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER token_revocation_not_truncated BEFORE TRUNCATE ON token_revocation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reconciliation_not_truncated BEFORE TRUNCATE ON reconciliation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reconciler_not_truncated BEFORE TRUNCATE ON reconciler
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reconciliation_result_not_truncated BEFORE TRUNCATE ON reconciliation_result
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER schedule_not_truncated BEFORE TRUNCATE ON schedule
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER webhook_not_truncated BEFORE TRUNCATE ON webhook
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER gateway_figures_not_truncated BEFORE TRUNCATE ON gateway_figures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER webhook_place_not_truncated BEFORE TRUNCATE ON webhook_place
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER webhook_delivery_not_truncated BEFORE TRUNCATE ON webhook_delivery
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_not_truncated BEFORE TRUNCATE ON erasure
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitor_not_truncated BEFORE TRUNCATE ON monitor
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_not_truncated BEFORE TRUNCATE ON alert
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notification_not_truncated BEFORE TRUNCATE ON notification
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitoring_place_not_truncated BEFORE TRUNCATE ON monitoring_place
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitor_place_not_truncated BEFORE TRUNCATE ON monitor_place
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_not_truncated BEFORE TRUNCATE ON finding
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_state_not_truncated BEFORE TRUNCATE ON finding_state
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_not_truncated BEFORE TRUNCATE ON report
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trusted_document_not_truncated BEFORE TRUNCATE ON trusted_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER shard_not_truncated BEFORE TRUNCATE ON shard
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transaction_transition_not_truncated BEFORE TRUNCATE ON transaction_transition
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transaction_phase_not_truncated BEFORE TRUNCATE ON transaction_phase
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transaction_not_truncated BEFORE TRUNCATE ON transaction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER wallet_not_truncated BEFORE TRUNCATE ON wallet
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();


-- ---------------------------------------------------------------------------------------------------------------------
-- Rows name the database transaction that writes them
-- ---------------------------------------------------------------------------------------------------------------------

-- A row that named another one could stay unseen by a client that follows a list.
CREATE FUNCTION refuse_wrong_writer() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  book_table CONSTANT text := regexp_replace(TG_TABLE_NAME, '_\d+$', '');
BEGIN
  IF EXISTS (SELECT FROM added
              WHERE written_by <> pg_current_xact_id() OR server_run <> pg_postmaster_start_time()) THEN
    RAISE EXCEPTION 'a row of % names another writer than the transaction that writes it', book_table
      USING ERRCODE = 'check_violation', CONSTRAINT = book_table || '_names_its_writer', TABLE = book_table,
            HINT = 'Leave written_by and server_run out of the INSERT.';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER transaction_names_its_writer AFTER INSERT ON transaction
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_writer();
CREATE TRIGGER wallet_names_its_writer AFTER INSERT ON wallet
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_writer();
CREATE TRIGGER schedule_names_its_writer AFTER INSERT ON schedule
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_writer();
CREATE TRIGGER monitor_names_its_writer AFTER INSERT ON monitor
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_writer();
CREATE TRIGGER alert_names_its_writer AFTER INSERT ON alert
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_writer();
CREATE TRIGGER webhook_names_its_writer AFTER INSERT ON webhook
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_writer();
CREATE TRIGGER reconciliation_names_its_writer AFTER INSERT ON reconciliation
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_writer();


-- ---------------------------------------------------------------------------------------------------------------------
-- Wallets, accounts and transactions fit the book
-- ---------------------------------------------------------------------------------------------------------------------
-- A foreign key would look up and lock a row of the other table for each new row. These functions look up those of a statement
-- at once. They hold for every writer, because wallets and currencies are permanent, and a wallet never changes its currency.
-- They are weaker in one case: an owner of the tables who disables the triggers and enables them again leaves no trace, where a
-- foreign key that is made again checks all rows. `verify` finds what came in meanwhile.

CREATE FUNCTION refuse_wrong_wallets() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  codes text[];
  wrong record;
BEGIN
  SELECT array_agg(DISTINCT one.currency) INTO codes FROM added one;
  SELECT given.code INTO wrong FROM unnest(codes) AS given (code)
   WHERE NOT EXISTS (SELECT FROM currency c WHERE c.code = given.code)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a wallet is in %, which is not a currency of the book', wrong.code
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'wallet_in_a_currency', TABLE = 'wallet';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER wallet_fits_the_book AFTER INSERT ON wallet
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_wallets();

-- As with entries, only joins by look-up, and arrays for Citus.
CREATE FUNCTION refuse_wrong_accounts() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  wallet_ids uuid[];
  codes text[];
  wrong record;
BEGIN
  SELECT array_agg(one.wallet_id), array_agg(one.currency) INTO wallet_ids, codes
    FROM added one WHERE one.wallet_id IS NOT NULL;
  SELECT given.wallet_id, given.code INTO wrong
    FROM unnest(wallet_ids, codes) AS given (wallet_id, code)
    LEFT JOIN wallet w ON w.id = given.wallet_id
   WHERE w.currency IS DISTINCT FROM given.code
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'an account is in % and of wallet %, and there is no such wallet in that currency', wrong.code, wrong.wallet_id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'account_in_its_wallets_currency', TABLE = 'account';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER account_fits_the_book AFTER INSERT ON account
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_accounts();

-- A transaction without a wallet is in any currency of the book.
CREATE FUNCTION refuse_wrong_transactions() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  wallet_ids uuid[];
  wallet_codes text[];
  codes text[];
  wrong record;
BEGIN
  SELECT array_agg(one.wallet_id) FILTER (WHERE one.wallet_id IS NOT NULL),
         array_agg(one.currency) FILTER (WHERE one.wallet_id IS NOT NULL),
         array_agg(DISTINCT one.currency) FILTER (WHERE one.wallet_id IS NULL)
    INTO wallet_ids, wallet_codes, codes FROM added one;
  SELECT given.wallet_id, given.code INTO wrong
    FROM unnest(wallet_ids, wallet_codes) AS given (wallet_id, code)
    LEFT JOIN wallet w ON w.id = given.wallet_id
   WHERE w.currency IS DISTINCT FROM given.code
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a transaction is in % and of wallet %, and there is no such wallet in that currency', wrong.code, wrong.wallet_id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'transaction_in_its_wallets_currency', TABLE = 'transaction';
  END IF;
  IF codes IS NOT NULL THEN
    SELECT given.code INTO wrong FROM unnest(codes) AS given (code)
     WHERE NOT EXISTS (SELECT FROM currency c WHERE c.code = given.code)
     LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'a transaction is in %, which is not a currency of the book', wrong.code
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'transaction_in_a_currency', TABLE = 'transaction';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER transaction_fits_the_book AFTER INSERT ON transaction
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_transactions();


-- ---------------------------------------------------------------------------------------------------------------------
-- Entries fit the book
-- ---------------------------------------------------------------------------------------------------------------------
-- On Citus no query can join a statement's new rows (`added`) with the book's tables. So each of these functions first
-- collects what it needs of the new rows into arrays, and joins the arrays with the tables.

-- What comes back of a transaction, as a sum for each wallet's account and each system account, whatever the shard.
-- A receiver of a purchase is SALES or that of a split. It gives back at most what it got, by refunds or because the purchase
-- fails later, and what it gives goes to the payer. A deposit that fails and a transaction that is reversed come back
-- whole, and once.
CREATE FUNCTION refuse_wrong_returns(transaction_ids uuid[], phases text[]) RETURNS void
  LANGUAGE plpgsql SET search_path FROM CURRENT
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  wrong record;
BEGIN
  WITH returned AS (
    SELECT CASE WHEN t.kind IN ('REFUND', 'REVERSAL') THEN t.original_id ELSE t.id END AS id,
           bool_or(t.kind IN ('REVERSAL', 'DEPOSIT')) AS whole
      FROM unnest(transaction_ids, phases) AS given (id, phase) JOIN transaction t ON t.id = given.id
     WHERE t.kind IN ('REFUND', 'REVERSAL') OR given.phase = 'REVERT'
     GROUP BY 1),
  about AS (
    SELECT r.id, r.whole, r.id AS transaction_id FROM returned r
    UNION ALL
    SELECT r.id, r.whole, t.id
      FROM returned r JOIN transaction t ON t.original_id = r.id AND t.kind IN ('REFUND', 'REVERSAL'))
  SELECT b.id, o.kind, a.kind AS account, a.wallet_id, sum(e.amount) AS amount,
         CASE WHEN b.whole THEN 'return_is_whole' WHEN sum(e.amount) < 0 THEN 'refund_within_purchase'
              ELSE 'refund_goes_to_the_payer' END AS rule INTO wrong
    FROM about b
    JOIN transaction o ON o.id = b.id
    JOIN entry e ON e.transaction_id = b.transaction_id
    JOIN account a ON a.id = e.account_id
   GROUP BY b.id, b.whole, o.kind, o.wallet_id, a.kind, a.wallet_id, a.currency
  HAVING CASE WHEN b.whole THEN sum(e.amount) <> 0
              WHEN a.wallet_id IS NOT DISTINCT FROM o.wallet_id THEN false
              ELSE sum(e.amount) < 0
                   OR sum(e.amount) FILTER (WHERE b.transaction_id <> b.id OR e.phase = 'REVERT') > 0 END
   ORDER BY rule DESC
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'what comes back of % % breaks %: it leaves % on % of %', wrong.kind, wrong.id, wrong.rule,
        wrong.amount, wrong.account, coalesce('wallet ' || wrong.wallet_id, 'the system')
      USING ERRCODE = 'check_violation', CONSTRAINT = wrong.rule, TABLE = 'entry';
  END IF;
END $$;

-- Each receiver of a split gets its part as the transaction posts. If a purchase captures less than its amount, the part
-- is in proportion, to less than one minor unit for each split: which unit falls to which is for the ledger to say.
CREATE FUNCTION refuse_wrong_shares(transaction_ids uuid[]) RETURNS void
  LANGUAGE plpgsql SET search_path FROM CURRENT
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  wrong record;
BEGIN
  WITH divided AS (
    SELECT t.id, t.amount, t.splits, posted.amount AS paid
      FROM (SELECT DISTINCT unnest(transaction_ids) AS id) given
      JOIN transaction t ON t.id = given.id
     CROSS JOIN LATERAL (
       SELECT sum(e.amount) AS amount FROM entry e WHERE e.transaction_id = t.id AND e.phase = 'POST' AND e.amount > 0) posted
     WHERE t.splits IS NOT NULL AND posted.amount IS NOT NULL),
  share AS (
    SELECT d.id, d.amount, d.paid, split ->> 'walletId' AS wallet_id, split ->> 'systemAccount' AS account,
           sum((split ->> 'amount')::numeric) AS part, count(*) AS splits
      FROM divided d CROSS JOIN LATERAL jsonb_array_elements(d.splits) AS split
     GROUP BY 1, 2, 3, 4, 5)
  SELECT s.id, coalesce('wallet ' || s.wallet_id, s.account) AS receiver, s.part, s.paid, s.amount, got.amount AS got INTO wrong
    FROM share s
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(e.amount), 0) AS amount
       FROM entry e JOIN account a ON a.id = e.account_id
      WHERE e.transaction_id = s.id AND e.phase = 'POST'
        AND CASE WHEN s.wallet_id IS NULL THEN a.wallet_id IS NULL AND a.kind = s.account
                 ELSE a.wallet_id = s.wallet_id::uuid END) got
   WHERE CASE WHEN s.paid = s.amount THEN got.amount <> s.part
              ELSE got.amount < 0 OR got.amount > s.part
                   OR abs(got.amount * s.amount - s.part * s.paid) >= s.splits * s.amount END
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transaction % pays % to %, whose splits are % of %, of which % is paid',
        wrong.id, wrong.got, wrong.receiver, wrong.part, wrong.amount, wrong.paid
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_pays_splits', TABLE = 'entry';
  END IF;
END $$;

-- Checks of an entry that need other rows. Foreign keys could do most of them, but each costs a look-up and a row lock
-- for every entry; this function reads the statement's rows once. It is as strong, because entries, accounts and
-- transactions are permanent: a rule that holds when an entry is written holds for good.
-- One pass looks up what each entry refers to, names the first rule that it breaks, and sums by transaction, phase and
-- currency. Only joins by look-up are allowed, so that it costs the same on a large book, whatever the planner knew.
CREATE FUNCTION refuse_wrong_entries() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  account_ids uuid[];
  seqs bigint[];
  account_kinds text[];
  transaction_ids uuid[];
  phases text[];
  amounts numeric[];
  balances numeric[];
  moments timestamptz[];
  wrong record;
BEGIN
  SELECT array_agg(account_id), array_agg(seq), array_agg(account_kind), array_agg(transaction_id),
         array_agg(phase), array_agg(amount), array_agg(balance), array_agg(created_at)
    INTO account_ids, seqs, account_kinds, transaction_ids, phases, amounts, balances, moments
    FROM added;

  SELECT c.transaction_id, c.phase, c.currency, sum(c.amount) AS excess,
         min(ARRAY[c.rule, c.seq::text, c.account_id::text]) FILTER (WHERE c.rule IS NOT NULL) AS broken,
         bool_or(bool_or(c.gives_back)) OVER () AS gives_back, bool_or(bool_or(c.divides)) OVER () AS divides,
         bool_or(bool_or(c.backdated)) OVER () AS backdated INTO wrong
    FROM (SELECT e.transaction_id, e.phase, a.currency, e.seq, e.account_id,
                 -- An entry without an account belongs to no sum.
                 CASE WHEN a.id IS NOT NULL THEN e.amount ELSE 0 END AS amount,
                 t.kind IN ('REFUND', 'REVERSAL') OR e.phase = 'REVERT' AS gives_back,
                 t.splits IS NOT NULL AND e.phase = 'POST' AS divides,
                 CASE
                   WHEN a.kind IS DISTINCT FROM e.account_kind THEN 'entry_kind_is_its_accounts'
                   WHEN t.id IS NULL THEN 'entry_has_its_transaction'
                   WHEN (t.kind, e.phase) NOT IN (SELECT ph.kind, ph.phase FROM transaction_phase ph)
                     THEN 'entry_phase_of_its_kind'
                   WHEN a.wallet_id IS DISTINCT FROM t.wallet_id AND a.wallet_id IS DISTINCT FROM t.counter_wallet_id
                        AND (a.wallet_id = ANY (t.further_wallet_ids)) IS NOT TRUE AND a.wallet_id IS NOT NULL
                     THEN 'entry_wallet_of_its_transaction'
                   -- A transaction moves holds and credit of the wallet that it is about alone, and a posting moves none.
                   WHEN a.wallet_id IS NOT NULL AND a.kind <> 'CASH'
                        AND (t.kind = 'POSTING' OR a.wallet_id IS DISTINCT FROM t.wallet_id)
                     THEN 'entry_of_other_wallet_in_cash'
                   WHEN a.kind = 'SALES' AND e.amount < 0
                        AND t.kind NOT IN ('PURCHASE', 'REFUND', 'POSTING', 'REVERSAL')
                     THEN 'entry_takes_no_sales'
                   WHEN a.shard > 63 AND (t.initiated_by <> 'onebook:import' OR t.written_by <> pg_current_xact_id())
                     THEN 'entry_import_chain_of_its_import'
                   WHEN p.created_at > e.created_at THEN 'entry_not_before_the_last'
                   WHEN e.seq > 1 AND p.balance + e.amount IS DISTINCT FROM e.balance THEN 'entry_chain_continues'
                 END AS rule,
                 t.effective_at < e.created_at AND e.phase = 'POST' AND e.account_kind = 'CASH' AS backdated
            FROM (SELECT unnest(account_ids) AS account_id, unnest(seqs) AS seq, unnest(account_kinds) AS account_kind,
                         unnest(transaction_ids) AS transaction_id, unnest(phases) AS phase, unnest(amounts) AS amount,
                         unnest(balances) AS balance, unnest(moments) AS created_at) e
            LEFT JOIN account a ON a.id = e.account_id
            LEFT JOIN transaction t ON t.id = e.transaction_id
            -- No look-up for the first of a chain.
            LEFT JOIN entry p ON p.account_id = e.account_id AND p.seq = CASE WHEN e.seq > 1 THEN e.seq - 1 END) c
   GROUP BY c.transaction_id, c.phase, c.currency
  HAVING sum(c.amount) <> 0 OR count(c.rule) > 0 OR bool_or(c.gives_back) OR bool_or(c.divides) OR bool_or(c.backdated)
   ORDER BY sum(c.amount) <> 0 DESC, count(c.rule) > 0 DESC
   LIMIT 1;
  IF wrong.excess <> 0 THEN
    RAISE EXCEPTION 'entries of transaction %, phase %, in % sum to %, not to zero',
        wrong.transaction_id, wrong.phase, wrong.currency, wrong.excess
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_sums_to_zero', TABLE = 'entry';
  END IF;
  IF wrong.broken IS NOT NULL THEN
    RAISE EXCEPTION 'entry % of account % breaks %', wrong.broken[2], wrong.broken[3], wrong.broken[1]
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = wrong.broken[1], TABLE = 'entry';
  END IF;
  IF wrong.gives_back THEN
    PERFORM refuse_wrong_returns(transaction_ids, phases);
  END IF;
  IF wrong.divides THEN
    PERFORM refuse_wrong_shares(transaction_ids);
  END IF;
  IF wrong.backdated THEN
    -- A statement of its own: only what took effect before pays for it.
    SELECT e.seq, e.account_id INTO wrong
      FROM (SELECT unnest(account_ids) AS account_id, unnest(seqs) AS seq, unnest(account_kinds) AS account_kind,
                   unnest(transaction_ids) AS transaction_id, unnest(phases) AS phase, unnest(moments) AS created_at) e
      JOIN transaction t ON t.id = e.transaction_id
     WHERE t.effective_at < e.created_at AND e.phase = 'POST' AND e.account_kind = 'CASH'
       AND NOT EXISTS (SELECT FROM backdated_entry b
                        WHERE b.account_id = e.account_id AND b.seq = e.seq AND b.effective_at = t.effective_at)
     LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'entry % of account % breaks entry_backdated_is_listed', wrong.seq, wrong.account_id
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'entry_backdated_is_listed', TABLE = 'entry';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_fits_the_book AFTER INSERT ON entry
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_entries();


-- ---------------------------------------------------------------------------------------------------------------------
-- Transactions begin and continue along their kind's transitions
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION refuse_illegal_beginning() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  kinds text[];
  statuses text[];
  wrong record;
BEGIN
  SELECT array_agg(one.kind), array_agg(one.status) INTO kinds, statuses
    FROM (SELECT DISTINCT kind, status FROM added) one;
  SELECT t.kind, t.status INTO wrong
    FROM (SELECT unnest(kinds) AS kind, unnest(statuses) AS status) t
   WHERE NOT EXISTS (SELECT FROM transaction_transition w
                      WHERE w.kind = t.kind AND w.from_status = '' AND w.to_status = t.status)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transaction %: of kind %, it cannot begin as %',
        (SELECT id FROM added WHERE kind = wrong.kind AND status = wrong.status LIMIT 1), wrong.kind, wrong.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_follows_transitions', TABLE = 'transaction';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER transaction_begins_legally AFTER INSERT ON transaction
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_illegal_beginning();

-- Lists the further wallets of transactions, and looks up the receivers of splits, which are wallets in the same currency or
-- system accounts of the operator's own.
CREATE FUNCTION list_further_wallets() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  codes text[];
  with_others bigint;
  with_splits bigint;
  wallet_ids uuid[];
  positions bigint[];
  receivers text[];
  accounts text[];
  wrong record;
BEGIN
  SELECT count(one.further_wallet_ids), count(one.splits) INTO with_others, with_splits FROM added one;
  IF with_others > 0 THEN
    SELECT array_agg(listed.id), array_agg(one.position) INTO wallet_ids, positions
      FROM added one CROSS JOIN LATERAL unnest(one.further_wallet_ids) AS listed (id);
    -- Counted, because INTO refuses the several rows that RETURNING gives.
    WITH listed AS (
      INSERT INTO further_wallet (wallet_id, position)
      SELECT one.wallet_id, one.position FROM unnest(wallet_ids, positions) AS one (wallet_id, position)
      RETURNING position)
    SELECT count(*) INTO with_others FROM listed;
  END IF;
  IF with_splits > 0 THEN
    SELECT array_agg(split ->> 'walletId'), array_agg(split ->> 'systemAccount'), array_agg(one.currency)
      INTO receivers, accounts, codes
      FROM added one CROSS JOIN LATERAL jsonb_array_elements(one.splits) AS split;
    SELECT coalesce('wallet ' || given.receiver, given.account) AS receiver, given.code INTO wrong
      FROM unnest(receivers, accounts, codes) AS given (receiver, account, code)
     WHERE NOT CASE WHEN given.receiver IS NULL
                    THEN EXISTS (SELECT FROM system_account s WHERE s.name = given.account AND s.created_by <> 'onebook:book')
                    ELSE EXISTS (SELECT FROM wallet w WHERE w.id = given.receiver::uuid AND w.currency = given.code) END
     LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'a split goes to %, which is neither a wallet in % nor a system account of the operator''s own',
          wrong.receiver, wrong.code
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'transaction_splits_to_receivers', TABLE = 'transaction';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER transaction_lists_further_wallets AFTER INSERT ON transaction
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION list_further_wallets();

-- A row of `further_wallet` says what a transaction of the same commit says.
CREATE FUNCTION refuse_wrong_further_wallets() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  wallet_ids uuid[];
  positions bigint[];
  wrong record;
BEGIN
  SELECT array_agg(one.wallet_id), array_agg(one.position) INTO wallet_ids, positions FROM added one;
  SELECT listed.wallet_id, listed.position INTO wrong
    FROM unnest(wallet_ids, positions) AS listed (wallet_id, position)
   WHERE NOT EXISTS (
           SELECT FROM transaction t
            WHERE t.position = listed.position AND listed.wallet_id = ANY (t.further_wallet_ids)
              AND t.written_by = pg_current_xact_id())
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'no transaction of this commit at position % names wallet % as a further one', wrong.position, wrong.wallet_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'further_wallet_of_its_transaction', TABLE = 'further_wallet';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER further_wallet_of_its_transaction AFTER INSERT ON further_wallet
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_further_wallets();

-- A bonus names the owner of its wallet. And a bonus or commission replaces one that was reversed and that would count as
-- the same: of the same owner, currency and UTC day, or of the same wallet and source. All that is read here is permanent,
-- so the rules hold whatever commits meanwhile.
CREATE FUNCTION refuse_wrong_rewards() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  ids uuid[];
  kinds text[];
  wallet_ids uuid[];
  owners text[];
  original_ids uuid[];
  replaced_ids uuid[];
  moments timestamptz[];
  wrong record;
BEGIN
  SELECT array_agg(id), array_agg(kind), array_agg(wallet_id), array_agg(bonus_owner), array_agg(original_id),
         array_agg(replaces_id), array_agg(created_at)
    INTO ids, kinds, wallet_ids, owners, original_ids, replaced_ids, moments
    FROM added WHERE replaces_id IS NOT NULL OR kind = 'BONUS';
  IF ids IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT t.id INTO wrong
    FROM (SELECT unnest(ids) AS id, unnest(wallet_ids) AS wallet_id, unnest(owners) AS owner) t
    JOIN wallet w ON w.id = t.wallet_id
   WHERE t.owner <> w.owner_id
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'bonus % names another owner than that of its wallet', wrong.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_bonus_names_owner', TABLE = 'transaction';
  END IF;
  SELECT t.id, t.replaces_id INTO wrong
    FROM (SELECT unnest(ids) AS id, unnest(kinds) AS kind, unnest(wallet_ids) AS wallet_id, unnest(owners) AS owner,
                 unnest(original_ids) AS original_id, unnest(replaced_ids) AS replaces_id, unnest(moments) AS created_at) t
    JOIN wallet w ON w.id = t.wallet_id
   WHERE t.replaces_id IS NOT NULL
     AND (NOT EXISTS (
            SELECT FROM transaction p
             WHERE p.id = t.replaces_id AND p.kind = t.kind
               AND CASE t.kind
                     WHEN 'BONUS' THEN p.bonus_owner = t.owner AND p.currency = w.currency
                       AND (p.created_at AT TIME ZONE 'UTC')::date = (t.created_at AT TIME ZONE 'UTC')::date
                     ELSE p.wallet_id = t.wallet_id AND p.original_id = t.original_id
                   END)
          OR NOT EXISTS (SELECT FROM transaction r WHERE r.original_id = t.replaces_id AND r.kind = 'REVERSAL'))
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transaction % cannot replace transaction %: that was not reversed, or is not the same',
        wrong.id, wrong.replaces_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_replaces_reversed', TABLE = 'transaction';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER transaction_rewards_once AFTER INSERT ON transaction
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_rewards();

-- Only the status of a transaction can change, with its reason, actor and times; or an erasure erases its texts.
CREATE FUNCTION refuse_illegal_transition() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  may_change CONSTANT text[] := '{status,status_reason,completed_at,status_changed_by,status_changed_at}';
  texts CONSTANT text[] := '{reference,description,metadata,details,splits,status_reason,erasure_id,erased_sha256}';
BEGIN
  IF NEW.erasure_id IS DISTINCT FROM OLD.erasure_id THEN
    IF to_jsonb(NEW) - texts IS DISTINCT FROM to_jsonb(OLD) - texts
       OR NEW.reference IS DISTINCT FROM erased_text(OLD.reference)
       OR NEW.description IS DISTINCT FROM erased_text(OLD.description)
       OR NEW.metadata <> erased_value('metadata', OLD.metadata)
       OR NEW.details <> erased_value('details', OLD.details)
       OR NEW.splits IS DISTINCT FROM erased_value('splits', OLD.splits)
       -- The reason of a status that it got after the erasure's command is not erased.
       OR NEW.status_reason IS DISTINCT FROM OLD.status_reason
          AND NEW.status_reason IS DISTINCT FROM erased_text(OLD.status_reason)
       OR NEW.erased_sha256 IS DISTINCT FROM coalesce(
            OLD.erased_sha256,
            texts_sha256(OLD.reference, OLD.description, OLD.metadata, OLD.details, OLD.splits))
       OR NOT EXISTS (
            SELECT FROM erasure e JOIN wallet w ON w.owner_id = e.owner_id
             WHERE e.id = NEW.erasure_id AND e.log_position IS NOT NULL AND e.finished_at IS NULL
               -- A commit that took its moment later can have an earlier place in the log.
               AND OLD.created_at <= e.created_at + interval '15 minutes'
               AND w.id = ANY (ARRAY[OLD.wallet_id, OLD.counter_wallet_id] || OLD.further_wallet_ids)) THEN
      RAISE EXCEPTION 'transaction %: only an erasure of one of its owners that is under way can change its texts, each to what erased_text and erased_value make of it', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'transaction_erased_by_erasure', TABLE = 'transaction';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'transaction %: only its status and the columns about the status can change', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'transaction_stays', TABLE = 'transaction';
  END IF;
  IF NOT EXISTS (SELECT FROM transaction_transition t
                  WHERE t.kind = OLD.kind AND t.from_status = OLD.status AND t.to_status = NEW.status) THEN
    RAISE EXCEPTION 'transaction %: of kind %, it cannot change from % to %', OLD.id, OLD.kind, OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_follows_transitions', TABLE = 'transaction';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER transaction_follows_transitions BEFORE UPDATE ON transaction
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();


-- ---------------------------------------------------------------------------------------------------------------------
-- Wallets are frozen, unfrozen and closed, and their metadata and display names are replaced
-- ---------------------------------------------------------------------------------------------------------------------

-- Only an empty wallet with nothing pending can be closed, and it stays closed.
CREATE FUNCTION refuse_illegal_wallet_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  may_change CONSTANT text[] := '{status,status_reason,status_changed_by,status_changed_at,
                                  metadata,metadata_changed_by,metadata_changed_at,display_name}';
  texts CONSTANT text[] := '{status_reason,metadata,display_name}';
BEGIN
  IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'wallet %: only its status, metadata and display name can change', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'wallet_stays', TABLE = 'wallet';
  END IF;
  -- But for the name of a person, which can be forgotten, and for texts that an erasure of its owner erases.
  IF OLD.status = 'CLOSED' AND NOT (
       OLD.display_name IS NOT NULL AND NEW.display_name IS NULL
       AND to_jsonb(NEW) - 'display_name' IS NOT DISTINCT FROM to_jsonb(OLD) - 'display_name') AND NOT (
       to_jsonb(NEW) - texts IS NOT DISTINCT FROM to_jsonb(OLD) - texts
       AND (NEW.display_name IS NULL OR NEW.display_name = OLD.display_name)
       AND NEW.metadata IN (OLD.metadata, erased_value('metadata', OLD.metadata))
       AND (NEW.status_reason = OLD.status_reason OR NEW.status_reason IS NOT DISTINCT FROM erased_text(OLD.status_reason))
       AND EXISTS (SELECT FROM erasure e
                    WHERE e.owner_id = OLD.owner_id AND e.log_position IS NOT NULL AND e.finished_at IS NULL)) THEN
    RAISE EXCEPTION 'wallet %: a closed wallet stays closed', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_closed_stays', TABLE = 'wallet';
  END IF;
  IF NEW.status = 'CLOSED' AND EXISTS (
       SELECT FROM account a
        CROSS JOIN LATERAL (SELECT balance FROM entry e WHERE e.account_id = a.id ORDER BY seq DESC LIMIT 1) head
        WHERE a.wallet_id = OLD.id AND head.balance <> 0) THEN
    RAISE EXCEPTION 'wallet %: only an empty wallet can be closed', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_empty_when_closed', TABLE = 'wallet';
  END IF;
  IF NEW.status = 'CLOSED' AND EXISTS (
       SELECT FROM transaction t WHERE t.wallet_id = OLD.id AND t.status = 'PENDING'
       UNION ALL
       SELECT FROM transaction t WHERE t.further_wallet_ids @> ARRAY[OLD.id] AND t.status = 'PENDING') THEN
    RAISE EXCEPTION 'wallet %: a wallet with a pending transaction cannot be closed', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_nothing_pending_when_closed', TABLE = 'wallet';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER wallet_changes_legally BEFORE UPDATE ON wallet
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_wallet_change();


-- ---------------------------------------------------------------------------------------------------------------------
-- Schedules are paused, resumed, cancelled and run
-- ---------------------------------------------------------------------------------------------------------------------

-- A moment is left behind only with the command that decided it: the run of its creator, or the gateway's own word that it
-- was missed. The ledger stores commands before it changes schedules.
CREATE FUNCTION refuse_illegal_schedule_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  may_change CONSTANT text[] := '{status,next_at,resumed_at,changed_by,changed_at}';
  moment CONSTANT text := OLD.id || '·' || to_char(OLD.next_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
BEGIN
  -- Of one that is over, the texts are erased after those of the command that made it.
  IF OLD.status IN ('CANCELLED', 'ENDED')
     AND to_jsonb(NEW) - 'input' IS NOT DISTINCT FROM to_jsonb(OLD) - 'input'
     AND NEW.input = erased_value('input', OLD.input)
     AND EXISTS (SELECT FROM command
                  WHERE created_at = OLD.created_at AND caller = OLD.created_by AND erasure_id IS NOT NULL
                    AND outcome #>> '{done,scheduleId}' = OLD.id::text) THEN
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'schedule %: only its status and next moment can change', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'schedule_stays', TABLE = 'schedule';
  END IF;
  IF OLD.status IN ('CANCELLED', 'ENDED') THEN
    RAISE EXCEPTION 'schedule %: a schedule that is % stays so', OLD.id, OLD.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_over_stays', TABLE = 'schedule';
  END IF;
  -- Cancelling gives the moments up that are left.
  IF NEW.next_at IS NOT DISTINCT FROM OLD.next_at OR NEW.status = 'CANCELLED' THEN
    RETURN NEW;
  END IF;
  IF NEW.next_at < OLD.next_at THEN
    RAISE EXCEPTION 'schedule %: its next moment cannot be before %', OLD.id, OLD.next_at
      USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_never_goes_back', TABLE = 'schedule';
  END IF;
  IF NOT EXISTS (SELECT FROM command WHERE caller = OLD.created_by AND key = 'run·' || moment)
     AND NOT EXISTS (SELECT FROM command WHERE OLD.late = 'SKIP' AND caller = 'onebook:schedules' AND key = 'skip·' || moment) THEN
    RAISE EXCEPTION 'schedule %: no command has decided its moment %', OLD.id, OLD.next_at
      USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_loses_no_moment', TABLE = 'schedule';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER schedule_changes_legally BEFORE UPDATE ON schedule
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_schedule_change();


-- ---------------------------------------------------------------------------------------------------------------------
-- Webhooks are paused, resumed and deleted, and their secrets are replaced
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION refuse_illegal_webhook_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  may_change CONSTANT text[] :=
    '{status,secret,secret_key,secret_version,old_secret,old_secret_key,old_until,changed_by,changed_at}';
BEGIN
  IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'webhook %: only its status and its secret can change', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'webhook_stays', TABLE = 'webhook';
  END IF;
  IF OLD.status = 'DELETED' THEN
    RAISE EXCEPTION 'webhook %: a webhook that is DELETED stays so', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'webhook_deleted_stays', TABLE = 'webhook';
  END IF;
  IF NEW.status <> 'DELETED' AND (NEW.secret IS DISTINCT FROM OLD.secret) <> (NEW.secret_version = OLD.secret_version + 1) THEN
    RAISE EXCEPTION 'webhook %: another secret is the next version', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'webhook_secret_has_its_version', TABLE = 'webhook';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER webhook_changes_legally BEFORE UPDATE ON webhook
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_webhook_change();


-- ---------------------------------------------------------------------------------------------------------------------
-- Erasures go on, and erase texts of commands and revocations
-- ---------------------------------------------------------------------------------------------------------------------

-- It begins at its command, which the log has. Then only its progress changes, until it is done.
CREATE FUNCTION refuse_illegal_erasure_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  may_change CONSTANT text[] := '{log_position,step,wallet_number,place,wallets,transactions,commands,finished_at}';
BEGIN
  IF OLD.finished_at IS NOT NULL OR to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'erasure %: only its progress can change, until it is done', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'erasure_stays', TABLE = 'erasure';
  END IF;
  IF NEW.log_position IS DISTINCT FROM OLD.log_position AND (OLD.log_position IS NOT NULL OR NOT EXISTS (
       SELECT FROM command c
        WHERE c.created_at = OLD.created_at AND c.caller = OLD.created_by AND c.movement = 'eraseOwner'
          AND c.outcome #>> '{done,erasure,id}' = OLD.id::text AND c.position = NEW.log_position)) THEN
    RAISE EXCEPTION 'erasure %: % is not the position of its command', OLD.id, NEW.log_position
      USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_begun_at_its_command', TABLE = 'erasure';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erasure_changes_legally BEFORE UPDATE ON erasure
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_erasure_change();

-- The commands of the owner, those that name a wallet of theirs, and those that name the owner. Not the erasing itself.
CREATE FUNCTION refuse_illegal_command_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  texts CONSTANT text[] := '{input,outcome,erasure_id}';
BEGIN
  IF to_jsonb(NEW) - texts IS DISTINCT FROM to_jsonb(OLD) - texts
     OR NEW.input::text <> erased_value('input', OLD.input::jsonb)::text
     OR NEW.outcome <> erased_outcome(OLD.outcome)
     OR NEW.erasure_id IS NOT DISTINCT FROM OLD.erasure_id
     OR NOT EXISTS (
          SELECT FROM erasure e
           WHERE e.id = NEW.erasure_id AND e.finished_at IS NULL AND OLD.position < e.log_position
             AND OLD.movement <> 'eraseOwner'
             AND (OLD.caller = e.owner_id
                  OR OLD.movement = 'openWallet' AND OLD.input ->> 'ownerId' = e.owner_id
                  OR OLD.movement = 'revokeTokens' AND OLD.input ->> 'subject' = e.owner_id
                  OR EXISTS (SELECT FROM wallet w WHERE w.owner_id = e.owner_id AND w.id = ANY (OLD.wallet_ids)))) THEN
    RAISE EXCEPTION 'command % of %: only an erasure that is under way can change it, of the owner that it concerns, and only its texts, each to what erased_value and erased_outcome make of it', OLD.key, OLD.caller
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'command_erased_by_erasure', TABLE = 'command';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER command_erased_legally BEFORE UPDATE ON command
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_command_change();

CREATE FUNCTION refuse_illegal_revocation_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF to_jsonb(NEW) - 'reason' IS DISTINCT FROM to_jsonb(OLD) - 'reason' OR NEW.reason <> erased_text(OLD.reason)
     OR NOT EXISTS (SELECT FROM erasure e
                     WHERE e.owner_id = OLD.subject AND e.log_position IS NOT NULL AND e.finished_at IS NULL) THEN
    RAISE EXCEPTION 'token_revocation of %: only an erasure of its subject that is under way can change it, and only its reason', OLD.subject
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'token_revocation_erased_by_erasure', TABLE = 'token_revocation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER token_revocation_erased_legally BEFORE UPDATE ON token_revocation
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_revocation_change();

-- No row begins as erased: `verify` would not compare its texts with their hash.
CREATE FUNCTION refuse_erased_beginning() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  book_table CONSTANT text := regexp_replace(TG_TABLE_NAME, '_\d+$', '');
BEGIN
  RAISE EXCEPTION 'a row of % begins with its texts: leave erasure_id out of the INSERT', book_table
    USING ERRCODE = 'check_violation', CONSTRAINT = book_table || '_begins_with_texts', TABLE = book_table;
END $$;
CREATE TRIGGER command_begins_with_texts BEFORE INSERT ON command
  FOR EACH ROW WHEN (NEW.erasure_id IS NOT NULL) EXECUTE FUNCTION refuse_erased_beginning();
CREATE TRIGGER transaction_begins_with_texts BEFORE INSERT ON transaction
  FOR EACH ROW WHEN (NEW.erasure_id IS NOT NULL) EXECUTE FUNCTION refuse_erased_beginning();


-- ---------------------------------------------------------------------------------------------------------------------
-- Monitors watch from their beginning or resumption on, and alerts are raised by commands
-- ---------------------------------------------------------------------------------------------------------------------

-- The watch begins at what is committed by now. A commit that is under way is after it or not, like any two that meet.
CREATE FUNCTION begin_watch() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  may_change CONSTANT text[] := '{status,changed_by,changed_at,alerts,current_alert,after_commit,after_result,after_seq}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
      RAISE EXCEPTION 'monitor %: only its status and the columns about its watch can change', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'monitor_stays', TABLE = 'monitor';
    END IF;
    IF OLD.status = 'DELETED' THEN
      RAISE EXCEPTION 'monitor %: a deleted monitor stays so', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'monitor_deleted_stays', TABLE = 'monitor';
    END IF;
    IF NEW.alerts < OLD.alerts THEN
      RAISE EXCEPTION 'monitor %: it cannot have raised fewer alerts than before', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'monitor_counts_alerts', TABLE = 'monitor';
    END IF;
    NEW.after_commit := OLD.after_commit;
    NEW.after_result := OLD.after_result;
    NEW.after_seq := OLD.after_seq;
    IF NOT (OLD.status = 'PAUSED' AND NEW.status = 'ACTIVE') THEN
      RETURN NEW;
    END IF;
  END IF;
  NEW.after_commit := coalesce(pg_sequence_last_value('commit_number'), 0);
  NEW.after_result := coalesce((SELECT max(number) FROM reconciliation_result), 0);
  NEW.after_seq := coalesce(
    (SELECT e.seq FROM account a JOIN entry e ON e.account_id = a.id
      WHERE a.wallet_id = NEW.wallet_id AND a.kind = 'CASH'
      ORDER BY e.seq DESC LIMIT 1), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER monitor_begins_watch BEFORE INSERT OR UPDATE ON monitor
  FOR EACH ROW EXECUTE FUNCTION begin_watch();

-- The ledger stores the command first, whose key names the crossing.
CREATE FUNCTION refuse_unasked_alerts() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  keys text[];
  wrong record;
BEGIN
  SELECT array_agg('alert·' || one.monitor_id || '·' || one.crossing) INTO keys FROM added one;
  SELECT given.key INTO wrong FROM unnest(keys) AS given (key)
   WHERE NOT EXISTS (SELECT FROM command c WHERE c.caller = 'onebook:monitors' AND c.key = given.key)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'no command has the key %, which would raise this alert', wrong.key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'alert_raised_by_a_command', TABLE = 'alert';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER alert_raised_by_a_command AFTER INSERT ON alert
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_unasked_alerts();

-- An alert is acknowledged once, and ends once.
CREATE FUNCTION refuse_illegal_alert_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  may_change CONSTANT text[] := '{acknowledged_by,acknowledged_at,note,ended_at}';
BEGIN
  IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'alert %: only that it is acknowledged and ends can be added', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'alert_stays', TABLE = 'alert';
  END IF;
  IF OLD.acknowledged_at IS NOT NULL
     AND (NEW.acknowledged_at, NEW.acknowledged_by, NEW.note)
         IS DISTINCT FROM (OLD.acknowledged_at, OLD.acknowledged_by, OLD.note)
     OR OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN
    RAISE EXCEPTION 'alert %: it is acknowledged once and ends once', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'alert_changes_once', TABLE = 'alert';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER alert_changes_legally BEFORE UPDATE ON alert
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_alert_change();
