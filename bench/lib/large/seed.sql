-- A large book that satisfies the book's rules: a million wallets with one deposit each, and three wallets
-- with 10, 10 thousand and 10 million entries. These have deposits, and withdrawals that were requested and
-- rejected (two entries hold the amount and two release it). seed.mjs runs this file in pieces.

-- name: words
-- Ids and moments follow from a number: all rows are of one day, a millisecond apart.
CREATE TEMP TABLE plan AS
  SELECT 1000000::bigint AS wallets, 1735689600000::bigint AS began,
         (SELECT id FROM account WHERE wallet_id IS NULL AND kind = 'EXTERNAL' AND currency = 'USD'
           ORDER BY id LIMIT 1) AS house;
CREATE FUNCTION pg_temp.id(tag text, ms bigint, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN
  (lpad(to_hex(ms), 12, '0') || '7' || tag || '8000' || lpad(to_hex(number), 12, '0'))::uuid;
CREATE FUNCTION pg_temp.at(ms bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN to_timestamp(ms / 1000.0);
-- The wallets with long chains: deposits and rejected withdrawals that make 10, 10,000 and 10,000,000 entries.
CREATE TEMP TABLE long AS
  SELECT p.wallets + rank AS wallet, deposits, withdrawals, rank
    FROM plan p, (VALUES (0, 2, 2), (1, 4, 2499), (2, 4, 2499999)) AS l (rank, deposits, withdrawals);
CREATE TEMP TABLE deposit AS
  SELECT number, p.began + 2000000 + number AS ms, wallet, nth, 100000::numeric AS amount,
         pg_temp.id('00d', p.began + 2000000 + number, number) AS id,
         pg_temp.id('00a', p.began + wallet, wallet) AS wallet_id,
         pg_temp.id('00c', p.began + wallet, wallet) AS cash
    FROM plan p,
         (SELECT w AS number, w AS wallet, 1 AS nth FROM plan p, generate_series(0, p.wallets - 1) w
          UNION ALL
          SELECT p.wallets - 1 + row_number() OVER (ORDER BY wallet, nth), wallet, nth
            FROM plan p, long, generate_series(1, deposits) nth) d;
CREATE TEMP TABLE withdrawal AS
  SELECT p.began + 10000000 + 2 * nth AS ms, nth, l.deposits, 1000::numeric AS amount, l.rank,
         pg_temp.id('00' || l.rank, p.began + 10000000 + 2 * nth, nth) AS id,
         pg_temp.id('00a', p.began + l.wallet, l.wallet) AS wallet_id,
         pg_temp.id('00c', p.began + l.wallet, l.wallet) AS cash,
         pg_temp.id('00b', p.began + l.wallet, l.wallet) AS held
    FROM plan p, long l, generate_series(0, l.withdrawals - 1) nth;

-- name: wallets
INSERT INTO wallet (id, owner_id, currency, owner_number, status, created_at)
SELECT pg_temp.id('00a', began + w, w), 'seed-' || w, 'USD', 1, 'ACTIVE', pg_temp.at(began + w)
  FROM plan, generate_series(0, wallets + 2) w;
INSERT INTO account (id, wallet_id, kind, currency)
SELECT pg_temp.id('00c', began + w, w), pg_temp.id('00a', began + w, w), 'CASH', 'USD'
  FROM plan, generate_series(0, wallets + 2) w;
INSERT INTO account (id, wallet_id, kind, currency)
SELECT pg_temp.id('00b', began + wallet, wallet), pg_temp.id('00a', began + wallet, wallet), 'HELD', 'USD'
  FROM plan, long;

-- name: entries
INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
SELECT e.*, pg_temp.at(ms)
  FROM plan, deposit d
 CROSS JOIN LATERAL (VALUES
   (house, number + 1, 'EXTERNAL', d.id, 'POST', -amount, -amount * (number + 1)),
   (cash, nth::bigint, 'CASH', d.id, 'POST', amount, amount * nth)) e;
INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
SELECT e.account_id, e.seq, e.account_kind, w.id, e.phase, e.amount, e.balance, pg_temp.at(e.ms)
  FROM withdrawal w
 CROSS JOIN LATERAL (VALUES
   (cash, deposits + 2 * nth::bigint + 1, 'CASH', 'HOLD', -amount, 100000 * deposits - amount, ms),
   (held, 2 * nth::bigint + 1, 'HELD', 'HOLD', amount, amount, ms),
   (held, 2 * nth::bigint + 2, 'HELD', 'RELEASE', -amount, 0::numeric, ms + 1),
   (cash, deposits + 2 * nth::bigint + 2, 'CASH', 'RELEASE', amount, (100000 * deposits)::numeric, ms + 1)
 ) e (account_id, seq, account_kind, phase, amount, balance, ms);

-- name: transactions
INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at, completed_at)
SELECT id, 'DEPOSIT', 'COMPLETED', 'USD', amount, wallet_id, 'seed', pg_temp.at(ms), pg_temp.at(ms) FROM deposit;
INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, details, status_reason, initiated_by,
                         created_at, status_changed_by, status_changed_at)
SELECT id, 'WITHDRAWAL', 'FAILED', 'USD', amount, wallet_id, '{"destination": "an account"}', 'not today', 'seed',
       pg_temp.at(ms), 'seed', pg_temp.at(ms + 1) FROM withdrawal;

-- name: keys
INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
SELECT 'seed', 'deposit ' || number, 'deposit', '{}', sha256('["deposit",{}]'), jsonb_build_object('done', jsonb_build_object('transactionId', id)),
       pg_temp.at(ms) FROM deposit;
INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
SELECT 'seed', what || rank || ' ' || nth, movement, '{}', sha256(convert_to('["' || movement || '",{}]', 'UTF8')), outcome, at
  FROM withdrawal
 CROSS JOIN LATERAL (SELECT jsonb_build_object('done', jsonb_build_object('transactionId', id)) AS outcome) o
 CROSS JOIN LATERAL (VALUES ('withdrawal ', 'requestWithdrawal', pg_temp.at(ms)),
                            ('rejection ', 'rejectWithdrawal', pg_temp.at(ms + 1))) k (what, movement, at);
