import type { Finding } from '../finding.js';
import {
  type Guards,
  type Queryable,
  readCatalogGuards,
  readRuleRows,
  RULE_TABLES,
  type RuleTable,
} from './read-guards.js';

/** How `migrations/guards.json` names the rows of a table of rules. */
const ROW_NAMES: Readonly<Record<RuleTable, string>> = {
  transaction_transition: 'transition ',
  transaction_phase: 'phase ',
  migration: 'migration ',
};
const ALL_RULE_TABLES = Object.keys(RULE_TABLES) as RuleTable[];

/** All guards of the book in the session's schema, in the order of their names. */
export async function readGuards(session: Queryable): Promise<Guards> {
  const guards = {
    ...(await readCatalogGuards(session)),
    ...(await readRuleRows(session, ALL_RULE_TABLES)),
  };
  return Object.fromEntries(Object.entries(guards).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Compares the guards of the book with those that its migrations made.
 * @param expected the guards of a freshly migrated book
 * @returns a finding for each guard that is missing, changed or additional, in the order of their names
 */
export async function checkGuards(session: Queryable, expected: Guards): Promise<Finding[]> {
  const catalog = await readCatalogGuards(session, tablesOf(expected));
  const [readable, unreadable] = readableTables(catalog, expected);
  const actual = { ...catalog, ...(await readRuleRows(session, readable)) };
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...names]
    .filter((name) => expected[name] !== actual[name])
    .filter((name) => !unreadable.some((table) => name.startsWith(ROW_NAMES[table])))
    .sort()
    .map((name) => ({
      check: 'guard',
      subject: name,
      expected: expected[name] ?? 'nothing',
      actual: actual[name] ?? 'nothing',
    }));
}

/** The tables and sequences that the migrations made. */
function tablesOf(guards: Guards): string[] {
  return Object.keys(guards).flatMap((name) => /^(?:table|sequence) (\S+)$/.exec(name)?.[1] ?? []);
}

/** The names of the guards without which a table cannot be read. */
const NEEDED_TO_READ = /^(?:right to SELECT on|table|column \S+ of) (\S+)$/;

/** The tables of rules that can be read, and those that cannot: a guard that is missing says why. */
function readableTables(catalog: Guards, expected: Guards): [RuleTable[], RuleTable[]] {
  const missing = Object.keys(expected).filter((name) => !(name in catalog));
  const unreadable = new Set(missing.map((name) => NEEDED_TO_READ.exec(name)?.[1]));
  return [
    ALL_RULE_TABLES.filter((table) => !unreadable.has(table)),
    ALL_RULE_TABLES.filter((table) => unreadable.has(table)),
  ];
}
