import { TRANSACTION_KINDS } from '../../../src/domain/index.ts';
import { KINDS } from './kinds.mjs';
import { AFTER, AFTERWARDS, BEFORE } from './prose.mjs';
import { holdAgainstUnions } from './refusals.mjs';
import { rowsOf } from './rows.mjs';
import { afterwardsTable, kindText } from './tables.mjs';

/**
 * docs/movements.md, before it is formatted.
 * @throws Error where a kind has no section, or refusals are others than the SDL has
 */
export function page() {
  const missing = TRANSACTION_KINDS.filter((kind) => !(kind in KINDS));
  if (missing.length > 0) throw new Error(`no section for ${missing.join(', ')}`);
  const kinds = Object.values(KINDS).map((kind) => ({ kind, rows: rowsOf(kind) }));
  holdAgainstUnions(kinds.flatMap(({ rows }) => rows));
  const sections = kinds.map(
    ({ kind, rows }) => `## ${kind.title}\n\n${kind.about}\n\n${kindText(kind, rows)}\n`,
  );
  return [BEFORE, ...sections, AFTERWARDS, `${afterwardsTable(KINDS)}\n`, AFTER].join('\n');
}
