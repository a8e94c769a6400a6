import { cashSeenSql } from '../../../ledger/index.js';
import { quoted } from '../../../reader/index.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import { byWallet, type LegacyTable, walletNameSql } from '../legacy-table.js';
import { refuseOtherWallet, walletIdSql } from './row-sql.js';
import { passKeySql } from './rows.js';

/**
 * SQL of the triggers on the table behind a view. Its balance columns stay as they were: writing to one would be a second
 * place for a balance. Rows come through the view; a row whose owner still has money cannot go by another way, such as a
 * foreign key that cascades.
 */
export function guardSql(schema: AdoptedSchema, table: LegacyTable): string[] {
  const { s, b } = schema;
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  const { number, baseSql, sql } = table;
  const name = `guard_${number}`;
  const changed = table.balances.map(
    ({ column }) =>
      `NEW.${quoted(column.name)}::text IS DISTINCT FROM OLD.${quoted(column.name)}::text`,
  );
  const view = sql.replaceAll("'", "''");
  return [
    `CREATE FUNCTION ${s}.${name}() RETURNS trigger LANGUAGE plpgsql ${definer} AS $onebook$
     DECLARE
       has_pass boolean;
     BEGIN
       IF TG_OP = 'INSERT' THEN
         has_pass := ${s}.has_pass(${number}, '');
       ELSE
         has_pass := ${s}.has_pass(${number}, ${passKeySql(schema, table, 'OLD')});
       END IF;
       IF TG_OP = 'UPDATE' THEN
         ${refuseOtherWallet(table)}
       END IF;
       IF has_pass THEN
         RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
       END IF;
       IF TG_OP = 'UPDATE' THEN
         IF ${changed.join(' OR ')} THEN
           RAISE EXCEPTION 'the balances of % are in the book: its table behind the view cannot change them', '${view}'
             USING ERRCODE = 'restrict_violation', CONSTRAINT = 'onebook_balance_in_the_book', HINT = 'Write to ${view}, which is the view.';
         END IF;
         RETURN NEW;
       ELSIF TG_OP = 'INSERT' THEN
         RAISE EXCEPTION 'rows come into % through its view', '${view}'
           USING ERRCODE = 'restrict_violation', CONSTRAINT = 'onebook_balance_in_the_book', HINT = 'Insert into ${view}.';
       ${deletion(schema, table)}
       END IF;
       RETURN OLD;
     END $onebook$`,
    // The last of the BEFORE triggers: it sees what the others made of the row.
    `CREATE TRIGGER zzz_onebook_guard BEFORE INSERT OR UPDATE OR DELETE ON ${baseSql} FOR EACH ROW EXECUTE FUNCTION ${s}.${name}()`,
    `CREATE FUNCTION ${s}.${name}_truncate() RETURNS trigger LANGUAGE plpgsql ${definer} AS $onebook$
     BEGIN
       RAISE EXCEPTION '% cannot be emptied: the balances of its owners are in the book', '${view}'
         USING ERRCODE = 'restrict_violation', CONSTRAINT = 'onebook_balance_in_the_book', HINT = 'DELETE rows from ${view}: each balance goes by an adjustment.';
     END $onebook$`,
    `CREATE TRIGGER zzz_onebook_guard_truncate BEFORE TRUNCATE ON ${baseSql} FOR EACH STATEMENT EXECUTE FUNCTION ${s}.${name}_truncate()`,
    // A session that replays changes (session_replication_role = replica) does not get round them.
    `ALTER TABLE ${baseSql} ENABLE ALWAYS TRIGGER zzz_onebook_guard, ENABLE ALWAYS TRIGGER zzz_onebook_guard_truncate`,
  ];
}

function deletion({ s }: Pick<AdoptedSchema, 's' | 'b'>, table: LegacyTable): string {
  const [group] = byWallet(table.balances.filter(({ isAuthoritative }) => isAuthoritative));
  if (!group) return '';
  const { owner } = walletNameSql(group[0], 'OLD');
  return `ELSIF ${cashSeenSql({ s }, walletIdSql(group[0], 'OLD', 'FOR UPDATE'))} <> 0 THEN
         RAISE EXCEPTION '% has a balance in the book: its row in % cannot go', ${owner}, '${table.sql.replaceAll("'", "''")}'
           USING ERRCODE = 'restrict_violation', CONSTRAINT = 'onebook_balance_in_the_book', HINT = 'Take the balance away first, or delete the row through the view.';`;
}
