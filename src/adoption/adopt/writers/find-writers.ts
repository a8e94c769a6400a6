import { quoted, type Sql } from '../../../reader/index.js';
import { lexerReady } from './body/tokens.js';
import { because } from './because.js';
import { type Catalog, readCatalog } from './catalog.js';
import { functionSql, eventTriggerSql } from './definitions.js';
import { findConstraints } from './find-constraints.js';
import { findJobs } from './find-jobs.js';
import { Reach } from './reach.js';
import { Relations } from './scope.js';
import { withSystemPath } from './system-path.js';
import { findOnTables } from './find-on-tables.js';
import { findTargets } from './targets.js';
import type { AdoptedColumns, Writer } from './writer.js';

/**
 * Finds what in the database writes mapped columns: triggers, event triggers, rules, functions, generated columns, foreign keys
 * and jobs of pg_cron. It errs on the side of finding, because a false alarm costs a line under `keep`, and a miss money.
 * @param sql a transaction, whose search path is set while this runs
 * @param book the schema of the book, which is left out, as are schemas that begin with onebook_, those of PostgreSQL, and extensions
 */
export function findWriters(
  sql: Sql,
  tables: readonly AdoptedColumns[],
  { book }: { readonly book: string },
): Promise<Writer[]> {
  return withSystemPath(sql, async (searchPath) => {
    await lexerReady();
    const targets = await findTargets(sql, tables);
    const catalog = await readCatalog(sql, book);
    const reach = new Reach(catalog.functions, await Relations.read(sql, targets, searchPath));
    const found = [
      ...(await findOnTables(sql, catalog, reach, tables)),
      ...(await eventTriggers(sql, catalog, reach)),
      ...(await functions(sql, catalog, reach)),
      ...(await findConstraints(sql, tables)),
      ...(await findJobs(sql, reach)),
    ];
    return withUnambiguousNames(found);
  });
}

async function eventTriggers(sql: Sql, catalog: Catalog, reach: Reach): Promise<Writer[]> {
  const found: Writer[] = [];
  for (const trigger of catalog.eventTriggers) {
    const called = reach.functionOf(trigger.functionOid);
    const why = called && because(`runs ${called.signature}, which`, reach.from(called));
    if (!why) continue;
    found.push({
      ...{ kind: 'EVENT_TRIGGER', name: trigger.name, qualified: trigger.name, on: undefined },
      ...why,
      isEnabled: trigger.enabled !== 'D',
      dropSql: `DROP EVENT TRIGGER ${quoted(trigger.name)}`,
      restoreSql: await eventTriggerSql(sql, trigger),
      mayKeep: true,
      rebindSql: undefined,
    });
  }
  return found;
}

/** Those that write by their own statements. What only calls them is not listed: it does what they do. */
async function functions(sql: Sql, catalog: Catalog, reach: Reach): Promise<Writer[]> {
  const found: Writer[] = [];
  for (const one of catalog.functions) {
    // They run only as what a trigger calls, and the trigger is listed.
    if (one.isForeign || ['trigger', 'event_trigger'].includes(one.returns)) continue;
    const why = because('its body', reach.own(one));
    if (!why) continue;
    const restoreSql = await functionSql(sql, one.oid);
    found.push({
      ...{ kind: 'FUNCTION', name: one.name, qualified: one.signature, on: undefined },
      ...why,
      isEnabled: true,
      dropSql: `DROP ${one.isProcedure ? 'PROCEDURE' : 'FUNCTION'} ${one.signature}`,
      restoreSql,
      mayKeep: true,
      rebindSql: one.isBound ? restoreSql : undefined,
    });
  }
  return found;
}

/** A trigger and a rule of a table can have one name. */
function withUnambiguousNames(writers: readonly Writer[]): Writer[] {
  return writers.map((writer) => {
    const isShared = writers.some((one) => one !== writer && one.qualified === writer.qualified);
    const kind = writer.kind.toLowerCase().replaceAll('_', ' ');
    return isShared ? { ...writer, qualified: `${kind} ${writer.qualified}` } : writer;
  });
}
