import { KIND_DEFINITIONS } from '../../../src/movements/index.ts';
import { AFTER, AFTERWARDS, BEFORE } from './prose.mjs';
import { compareWithUnions } from './refusals.mjs';
import { rowsOf } from './rows.mjs';
import { afterwardsTable, kindText } from './tables.mjs';

/**
 * The text of docs/movements.md, before it is formatted.
 * @throws Error if the refusals differ from those in the SDL
 */
export function page() {
  const definitions = Object.values(KIND_DEFINITIONS);
  const kinds = definitions.map((definition) => {
    return { docs: definition.docs, rows: rowsOf(definition) };
  });
  compareWithUnions(kinds.flatMap(({ rows }) => rows));
  const sections = kinds.map(
    ({ docs, rows }) => `## ${docs.title}\n\n${docs.about}\n\n${kindText(docs, rows)}\n`,
  );
  return [BEFORE, ...sections, AFTERWARDS, `${afterwardsTable(definitions)}\n`, AFTER].join('\n');
}
