import { bookTimeSql } from '../../reader/index.js';
import { LEGACY } from '../../domain/index.js';
import { freshIdSql, ID_TIME } from '../import/incoming.js';
import { notifySql } from '../notify.js';
import { type AdoptedSchemas, POSTED } from './change-sql.js';

/**
 * SQL of what posts the changes of an adopted system's transaction, as the last thing before its commit: an ADJUSTMENT for
 * each wallet, in the same commit as the rows of the old system. At the end, because a shard is then held for a moment and
 * not for as long as the old system's transaction lasts, and because a moment in the book is then that of the commit.
 */
export function postFunctionsSql({ s, b }: AdoptedSchemas): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  return [
    `CREATE FUNCTION ${s}.fresh_id() RETURNS uuid LANGUAGE sql VOLATILE ${definer} AS $onebook$
     SELECT ${freshIdSql(ID_TIME)} $onebook$`,
    `CREATE FUNCTION ${s}.book_time() RETURNS timestamptz LANGUAGE sql VOLATILE ${definer} AS $onebook$
     SELECT date_trunc('milliseconds', ${bookTimeSql(`'-infinity'`)}) $onebook$`,
    refuseDifferent(s, definer),
    write(s, definer),
    `CREATE FUNCTION ${s}.post() RETURNS trigger LANGUAGE plpgsql ${definer} AS $onebook$
     BEGIN
       PERFORM ${s}.refuse_different();
       PERFORM ${s}.write();
       -- A deferred trigger that fires after this one can write another column of the same balance.
       PERFORM set_config('${POSTED}',
         (coalesce(nullif(current_setting('${POSTED}', true), '')::jsonb, '{}')
          || coalesce((SELECT jsonb_object_agg(m.wallet_id, m.changes) FROM ${s}.moved m WHERE m.xact = pg_current_xact_id()), '{}'))::text, true);
       DELETE FROM ${s}.moved WHERE xact = pg_current_xact_id();
       DELETE FROM ${s}.posting WHERE xact = pg_current_xact_id();
       RETURN NULL;
     EXCEPTION WHEN unique_violation THEN
       -- The next entry of a chain exists: this transaction reads a state from before its locks (REPEATABLE READ).
       RAISE EXCEPTION 'could not serialize access: a balance changed since this transaction began' USING ERRCODE = 'serialization_failure';
     END $onebook$`,
    `CREATE CONSTRAINT TRIGGER post AFTER INSERT ON ${s}.posting
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${s}.post()`,
  ];
}

/** Columns of one balance that a transaction changed by different amounts would show different numbers. */
function refuseDifferent(s: string, definer: string): string {
  return `CREATE FUNCTION ${s}.refuse_different() RETURNS void LANGUAGE plpgsql ${definer} AS $onebook$
  DECLARE
    wrong record;
  BEGIN
    SELECT w.owner_id, w.name, min(m.statement) AS statement,
           string_agg(c.key || ' by ' || ${s}.money_text(c.value::numeric, w.currency), ', ' ORDER BY c.key) AS changes INTO wrong
      FROM ${s}.moved m JOIN wallet w ON w.id = m.wallet_id CROSS JOIN LATERAL jsonb_each_text(m.changes) c
     WHERE m.xact = pg_current_xact_id()
     GROUP BY w.id HAVING min(c.value::numeric) <> max(c.value::numeric)
     ORDER BY w.owner_id LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'this transaction changes one balance of % by different amounts: %', wrong.owner_id, wrong.changes
        USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_one_balance', DETAIL = 'Statement: ' || wrong.statement,
              HINT = 'These columns show one balance. Change one of them, or all by the same amount.';
    END IF;
  END $onebook$`;
}

/** Writes the transactions and entries, their key, and the notification, set by set. */
function write(s: string, definer: string): string {
  return `CREATE FUNCTION ${s}.write() RETURNS void LANGUAGE plpgsql ${definer} AS $onebook$
  DECLARE
    of_shard smallint;
    moment timestamptz;
    one record;
  BEGIN
    ${gatherSql(s)}
    IF one.wallets IS NULL THEN
      RETURN;
    END IF;
    ${accountsSql(s)}
    ${ROWS}
  END $onebook$`;
}

/** What the transaction moves, by wallet: the amount, its transaction, its chain. */
function gatherSql(s: string): string {
  return `SELECT array_agg(n.wallet_id) AS wallets, array_agg(n.currency) AS currencies, array_agg(n.amount) AS amounts,
           array_agg(${s}.fresh_id()) AS ids, array_agg(n.details) AS details, array_agg(coalesce(n.account_id, ${s}.fresh_id())) AS accounts,
           array_agg(n.account_id IS NULL) AS opens, array_agg(n.seq) AS seqs, array_agg(n.balance) AS balances,
           max(n.created_at) + interval '1 ms' AS after INTO one
      FROM (SELECT w.id AS wallet_id, w.currency, t.amount, a.id AS account_id, coalesce(h.seq, 0) AS seq,
                   coalesce(h.balance, 0) AS balance, newest.created_at,
                   jsonb_build_object('direction', CASE WHEN t.amount < 0 THEN 'DEBIT' ELSE 'CREDIT' END, 'legacy', m.source,
                                      'statement', m.statement, 'application', m.application) AS details
              FROM ${s}.moved m
              JOIN wallet w ON w.id = m.wallet_id
             CROSS JOIN LATERAL (SELECT m.settled + coalesce(max(c.value::numeric), 0) AS amount FROM jsonb_each_text(m.changes) c) t
              LEFT JOIN account a ON a.wallet_id = w.id AND a.kind = 'CASH'
              LEFT JOIN LATERAL (SELECT e.seq, e.balance FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) h ON true
              LEFT JOIN LATERAL (
                    SELECT max(l.created_at) AS created_at FROM account x
                     CROSS JOIN LATERAL (SELECT e.created_at FROM entry e WHERE e.account_id = x.id ORDER BY e.seq DESC LIMIT 1) l
                     WHERE x.wallet_id = w.id) newest ON true
             WHERE m.xact = pg_current_xact_id() AND t.amount <> 0
             ORDER BY w.id) n;`;
}

/** A shard, the accounts that are missing, and the moment. */
function accountsSql(s: string): string {
  return `SELECT h.number INTO of_shard FROM shard h ORDER BY h.number LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
      SELECT h.number INTO of_shard FROM shard h ORDER BY random() LIMIT 1 FOR UPDATE;
    END IF;
    INSERT INTO account (id, wallet_id, kind, currency)
    SELECT o.account_id, o.wallet_id, 'CASH', o.currency
      FROM unnest(one.accounts, one.wallets, one.currencies, one.opens) AS o (account_id, wallet_id, currency, opens) WHERE o.opens;
    INSERT INTO account (id, wallet_id, kind, currency, shard)
    SELECT ${s}.fresh_id(), NULL, 'ADJUSTMENTS', k.code, of_shard
      FROM (SELECT DISTINCT unnest(one.currencies) AS code) k
     WHERE NOT EXISTS (SELECT FROM account a
                        WHERE a.wallet_id IS NULL AND a.kind = 'ADJUSTMENTS' AND a.currency = k.code AND a.shard = of_shard);
    -- After the locks were granted, and never earlier than what these entries build on.
    SELECT greatest(${s}.book_time(), one.after, max(l.created_at)) INTO moment
      FROM account a CROSS JOIN LATERAL (SELECT e.created_at FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) l
     WHERE a.wallet_id IS NULL AND a.kind = 'ADJUSTMENTS' AND a.shard = of_shard AND a.currency = ANY (one.currencies);`;
}

const ROWS = `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, details, status_reason, initiated_by,
                             initiated_by_program, created_at, completed_at)
    SELECT n.id, 'ADJUSTMENT', 'COMPLETED', n.currency, abs(n.amount), n.wallet_id, n.details,
           'The legacy system changed ' || (n.details ->> 'legacy') || '.', '${LEGACY}', true, moment, moment
      FROM unnest(one.ids, one.currencies, one.amounts, one.wallets, one.details)
             AS n (id, currency, amount, wallet_id, details);
    INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
    SELECT n.account_id, n.seq + 1, 'CASH', n.id, 'POST', n.amount, n.balance + n.amount, moment
      FROM unnest(one.accounts, one.seqs, one.ids, one.amounts, one.balances) AS n (account_id, seq, id, amount, balance)
     UNION ALL
    SELECT a.id, coalesce(h.seq, 0) + row_number() OVER chain, 'ADJUSTMENTS', n.id, 'POST', -n.amount,
           coalesce(h.balance, 0) - sum(n.amount) OVER chain, moment
      FROM unnest(one.ids, one.currencies, one.amounts) WITH ORDINALITY AS n (id, currency, amount, place)
      JOIN account a ON a.wallet_id IS NULL AND a.kind = 'ADJUSTMENTS' AND a.currency = n.currency AND a.shard = of_shard
      LEFT JOIN LATERAL (SELECT e.seq, e.balance FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) h ON true
    WINDOW chain AS (PARTITION BY a.id ORDER BY n.place);
    INSERT INTO command (caller, key, movement, input, input_hash, outcome, event_types, wallet_ids, created_at)
    SELECT '${LEGACY}', gen_random_uuid()::text, 'adjustByLegacy', asked.input,
           sha256(convert_to('["adjustByLegacy",' || asked.input || ']', 'UTF8')),
           jsonb_build_object('many', jsonb_build_object('refused', '[]'::jsonb, 'done',
             asked.done)), '{transaction.completed}', one.wallets, moment
      FROM (SELECT json_build_object('changes', json_agg(json_build_object('walletId', n.wallet_id, 'amount', n.amount::text,
                                                                          'details', n.details) ORDER BY n.place)) AS input,
                   jsonb_agg(jsonb_build_object('index', n.place - 1, 'transactionId', n.id) ORDER BY n.place) AS done
              FROM unnest(one.wallets, one.amounts, one.details, one.ids) WITH ORDINALITY AS n (wallet_id, amount, details, id, place)) asked;
    PERFORM FROM (${notifySql(`ARRAY(
      SELECT string_agg(' w' || translate(rtrim(encode(uuid_send(named.id), 'base64'), '='), '+/', '-_'), '')
        FROM (SELECT id, (place - 1) / 320 AS part FROM unnest(one.wallets) WITH ORDINALITY AS changed (id, place)) named
       GROUP BY named.part)`)}) announced;`;
