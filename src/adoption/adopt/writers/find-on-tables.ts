import { quoted, type Sql } from '../../../reader/index.js';
import type { TriggerContext } from './body/render.js';
import type { Catalog, FunctionRow, TriggerRow } from './catalog.js';
import { ruleSql, tableSql, triggerSql } from './definitions.js';
import { because } from './because.js';
import type { Hit } from './hits.js';
import { isSql, type Reach } from './reach.js';
import type { AdoptedColumns, Writer } from './writer.js';

/** Triggers and rules that write mapped columns, on whatever relation they are. */
export async function findOnTables(
  sql: Sql,
  catalog: Catalog,
  reach: Reach,
  tables: readonly AdoptedColumns[],
): Promise<Writer[]> {
  const found: Writer[] = [];
  for (const trigger of catalog.triggers) {
    const called = reach.functionOf(trigger.functionOid);
    const adopted = tables.find(({ oid }) => oid === trigger.relation);
    const why =
      called &&
      because(`runs ${called.signature}, which`, triggerHits(trigger, called, reach, adopted));
    if (!why) continue;
    found.push({
      ...nameOf('TRIGGER', trigger),
      ...why,
      dropSql: `DROP TRIGGER ${quoted(trigger.name)} ON ${tableSql(trigger)}`,
      restoreSql: await triggerSql(sql, trigger),
      mayKeep: adopted === undefined,
      rebindSql: undefined,
    });
  }
  for (const rule of catalog.rules) {
    const why = because('its action', reach.fromText(rule.definition));
    if (!why) continue;
    const restoreSql = await ruleSql(sql, rule);
    const isOnAdopted = tables.some(({ oid }) => oid === rule.relation);
    found.push({
      ...nameOf('RULE', rule),
      ...why,
      dropSql: `DROP RULE ${quoted(rule.name)} ON ${tableSql(rule)}`,
      restoreSql,
      mayKeep: !isOnAdopted,
      rebindSql: isOnAdopted ? undefined : restoreSql,
    });
  }
  return found;
}

type Named = Pick<TriggerRow, 'name' | 'schema' | 'table' | 'enabled'>;

function nameOf(kind: 'TRIGGER' | 'RULE', { name, schema, table, enabled }: Named) {
  const on = `${schema}.${table}`;
  return { kind, name, qualified: `${on}.${name}`, on, isEnabled: enabled !== 'D' };
}

/** Bits of tgtype. */
const ROW = 1;
const BEFORE = 2;
const INSERT = 4;
const DELETE = 8;
const UPDATE = 16;

function triggerHits(
  trigger: TriggerRow,
  called: FunctionRow,
  reach: Reach,
  adopted: AdoptedColumns | undefined,
): Hit[] {
  const context = contextOf(trigger);
  const hits = reach.from(called, context);
  if (!adopted) return hits;
  const { type } = trigger;
  const isBeforeRow =
    (type & ROW) !== 0 && (type & BEFORE) !== 0 && (type & (INSERT | UPDATE)) !== 0;
  return isBeforeRow ? [...hits, ...rowHits(trigger, called, reach, adopted)] : hits;
}

function contextOf({ schema, table, args }: TriggerRow): TriggerContext {
  return { schema, table, args: args.toString().split('\0').slice(0, -1) };
}

/** What a trigger before each row changes in the row itself. */
function rowHits(
  trigger: TriggerRow,
  called: FunctionRow,
  reach: Reach,
  { schema, table, columns }: AdoptedColumns,
): Hit[] {
  const full = (names: readonly string[]) => names.map((name) => `${schema}.${table}.${name}`);
  const context = contextOf(trigger);
  const named = columns.filter((name) => context.args.includes(name));
  if (called.language === 'c' || called.language === 'internal') {
    if (called.isForeign && named.length === 0) return [];
    const may = full(named.length > 0 ? named : columns);
    return [unread(may, `it is written in ${called.language}`, called.signature)];
  }
  const body = reach.bodyOf(called, context);
  if (!isSql(called)) {
    const mentioned = columns.filter((name) => body.words.has(name.toLowerCase()));
    const does = `it is written in ${called.language}, and names ${mentioned.join(' and ')}`;
    return mentioned.length > 0 ? [unread(full(mentioned), does, called.signature)] : [];
  }
  // RETURN OLD is right for a DELETE, and undoes an UPDATE.
  const mayReturnOld = (trigger.type & DELETE) !== 0 && body.words.has('tg_op');
  const isUpdate = (trigger.type & UPDATE) !== 0;
  return body.rowChanges.flatMap(({ column, evidence, isReturnOld }) => {
    if (isReturnOld && (mayReturnOld || !isUpdate)) return [];
    if (column !== undefined && !columns.includes(column)) return [];
    const changed = full(column === undefined ? columns : [column]);
    const does = column === undefined ? 'puts another row in place of the new one, with' : 'sets';
    return [
      {
        does: `${does} ${changed.join(' and ')}`,
        isCertain: column !== undefined,
        columns: changed,
        evidence,
      },
    ];
  });
}

function unread(columns: readonly string[], why: string, evidence: string): Hit {
  return {
    does: `may change ${columns.join(' and ')}: ${why}`,
    isCertain: false,
    columns,
    evidence,
  };
}
