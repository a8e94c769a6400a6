import { KIND_DEFINITIONS } from '../../../src/movements/index.ts';
import { AFTER, AFTERWARDS, BEFORE } from './prose.mjs';
import { compareWithUnions } from './refusals.mjs';
import { dividedRows, rowsOf } from './rows.mjs';
import { sharesText } from './shares.mjs';
import { afterwardsTable, dividedText, kindText } from './tables.mjs';

/**
 * The text of docs/movements.md, before it is formatted.
 * @throws Error if the refusals differ from those in the SDL
 */
export function page() {
  const definitions = Object.values(KIND_DEFINITIONS);
  const kinds = definitions.map((definition) => {
    const rows = rowsOf(definition);
    return { docs: definition.docs, rows, divided: dividedRows(definition, rows) };
  });
  compareWithUnions(kinds.flatMap(({ rows, divided }) => [...rows, ...divided]));
  const sections = kinds.map(({ docs, rows, divided }) =>
    [`## ${docs.title}`, docs.about, kindText(docs, rows), dividedText(divided)]
      .filter((part) => part !== '')
      .map((part) => `${part}\n`)
      .join('\n'),
  );
  return [
    BEFORE,
    `${sharesText()}\n`,
    ...sections,
    AFTERWARDS,
    `${afterwardsTable(definitions)}\n`,
    AFTER,
  ].join('\n');
}
