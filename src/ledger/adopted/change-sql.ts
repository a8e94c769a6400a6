import { cashPartsSql, cashSql } from '../../reader/index.js';

/**
 * The setting in which a transaction keeps until its end what it has posted: by wallet, what each column said, in minor units.
 * A setting, as a row of a table would stay after the commit.
 */
export const POSTED = 'onebook.posted';

/** The quoted names of the schemas of an adoption and of its book. */
export interface AdoptedSchemas {
  readonly s: string;
  readonly b: string;
}

/**
 * SQL of a wallet's cash in minor units, held cash included, as the running transaction sees it: that of the book, and
 * what the transaction itself has changed so far.
 * @param walletId SQL of its id
 */
export function cashSeenSql({ s }: Pick<AdoptedSchemas, 's'>, walletId: string): string {
  return `(coalesce(${cashSql(walletId)}, 0)
           + coalesce((SELECT m.amount FROM ${s}.moved m
                        WHERE m.xact = pg_current_xact_id_if_assigned() AND m.wallet_id = ${walletId}), 0))`;
}

/**
 * SQL of the functions by which a statement of an adopted system changes a balance. They refuse what the book would
 * refuse, at the statement and on the numbers of this moment, because the wallet is locked until the transaction ends.
 * Nothing is posted before the commit: post-sql.ts does that.
 *
 * A transaction may write several columns of one balance, as a system does that keeps it twice. Each column then shows what
 * the transaction added to it, so what two columns say alike counts once. That holds also if the first was posted before the
 * second was written, by SET CONSTRAINTS … IMMEDIATE or because a deferred trigger of the old system wrote it.
 */
export function changeFunctionsSql({ s, b }: AdoptedSchemas): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  return [
    `CREATE FUNCTION ${s}.money_text(minor numeric, code text) RETURNS text LANGUAGE sql STABLE ${definer} AS $onebook$
     SELECT round(minor / power(10::numeric, c.digits), c.digits) || ' ' || c.code FROM currency c WHERE c.code = $2
     $onebook$`,
    change(s, definer),
    openWallet(s, definer),
  ];
}

/**
 * Adds to columns of a wallet's balance, alike to all of them; `is_whole`: to all that there are, as a row that comes or goes does. Returns the cash of the wallet as the transaction then sees
 * it, in minor units.
 */
function change(s: string, definer: string): string {
  return `CREATE FUNCTION ${s}.change(wallet uuid, sources text[], change numeric, statement text, is_whole boolean, is_in_charge boolean)
  RETURNS numeric
  LANGUAGE plpgsql VOLATILE ${definer} AS $onebook$
  DECLARE
    one record;
    moved numeric;
    cash record;
    posted jsonb;
  BEGIN
    SELECT w.id, w.owner_id, w.currency, w.name, w.status INTO STRICT one FROM wallet w WHERE w.id = wallet FOR UPDATE;
    -- A frozen wallet is not spent from, unless the old system is still in charge.
    IF one.status = 'CLOSED' OR one.status <> 'ACTIVE' AND change < 0 AND NOT is_in_charge THEN
      RAISE EXCEPTION '% of % cannot change by %: its wallet % is %', sources[1], one.owner_id,
          ${s}.money_text(change, one.currency), one.name, one.status
        USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_wallet_active',
              HINT = CASE one.status WHEN 'CLOSED' THEN 'A closed wallet stays closed.' ELSE 'Unfreeze the wallet first.' END;
    END IF;
    -- What this transaction has posted of this wallet, by column: the same said by another column is no other money.
    posted := nullif(current_setting('${POSTED}', true), '')::jsonb -> one.id::text;
    IF posted IS NOT NULL THEN
      INSERT INTO ${s}.moved (xact, wallet_id, amount, settled, changes, source, statement, application)
      VALUES (pg_current_xact_id(), one.id, 0, -coalesce((SELECT max(c.value::numeric) FROM jsonb_each_text(posted) c), 0), posted,
              sources[1], statement, current_setting('application_name'))
      ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO ${s}.moved AS m (xact, wallet_id, amount, settled, changes, source, statement, application)
    VALUES (pg_current_xact_id(), one.id, change, CASE WHEN is_whole THEN change ELSE 0 END,
            CASE WHEN is_whole THEN '{}' ELSE (SELECT jsonb_object_agg(name, change::text) FROM unnest(sources) name) END,
            sources[1], statement, current_setting('application_name'))
    ON CONFLICT (xact, wallet_id) DO UPDATE
       SET amount = CASE WHEN is_whole THEN m.amount ELSE m.settled + coalesce((m.changes ->> EXCLUDED.source)::numeric, 0) END + change,
           settled = CASE WHEN is_whole THEN m.amount + change ELSE m.settled END,
           changes = CASE WHEN is_whole THEN '{}' ELSE
             m.changes || (SELECT jsonb_object_agg(name, (coalesce((m.changes ->> name)::numeric, 0) + change)::text)
                             FROM unnest(sources) name) END,
           source = EXCLUDED.source, statement = EXCLUDED.statement, application = EXCLUDED.application
    RETURNING m.amount INTO moved;
    -- A session may have set all constraints to be immediate.
    SET CONSTRAINTS ${s}.post DEFERRED;
    INSERT INTO ${s}.posting (xact) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    SELECT parts.* INTO cash FROM (${cashPartsSql('one.id')}) parts;
    IF cash.available + moved < 0 THEN
      RAISE EXCEPTION '% of % cannot go below zero: % is available, and the change is %', sources[1], one.owner_id,
          ${s}.money_text(cash.available + moved - change, one.currency), ${s}.money_text(change, one.currency)
        USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_not_below_floor',
              DETAIL = format('Wallet %s of %s has %s, of which %s is held.', one.name, one.owner_id,
                         ${s}.money_text(cash.available + cash.held + moved - change, one.currency),
                         ${s}.money_text(cash.held, one.currency));
    END IF;
    RETURN cash.available + cash.held + moved;
  END $onebook$`;
}

/** Finds an owner's wallet, or opens it. Locks it. Returns its id. */
function openWallet(s: string, definer: string): string {
  return `CREATE FUNCTION ${s}.open_wallet(owner_id text, currency text, name text) RETURNS uuid
  LANGUAGE plpgsql VOLATILE ${definer} AS $onebook$
  DECLARE
    found_id uuid;
  BEGIN
    -- Another commit may open it, or another wallet of this owner, at the same time.
    FOR attempt IN 1..5 LOOP
      SELECT w.id INTO found_id FROM wallet w
       WHERE w.owner_id = $1 AND w.currency = $2 AND w.name = $3 FOR UPDATE;
      IF FOUND THEN
        RETURN found_id;
      END IF;
      INSERT INTO wallet (id, owner_id, currency, name, owner_number, status, created_at)
      VALUES (${s}.fresh_id(), $1, $2, $3,
              coalesce((SELECT max(w.owner_number) FROM wallet w WHERE w.owner_id = $1), 0) + 1, 'ACTIVE', ${s}.book_time())
      ON CONFLICT DO NOTHING;
    END LOOP;
    RAISE EXCEPTION 'the wallet % of % could not be opened: others open wallets of this owner all the time', $3, $1
      USING ERRCODE = 'serialization_failure', HINT = 'Try again.';
  END $onebook$`;
}
