import { TRANSACTION_KINDS } from '../../../src/ledger/vocabulary.ts';
import { KINDS } from './kinds.mjs';
import { AFTER, AFTERWARDS, BEFORE } from './prose.mjs';
import { afterwardsTable, kindText } from './tables.mjs';

/** docs/movements.md, before it is formatted. */
export function page() {
  const missing = TRANSACTION_KINDS.filter((kind) => !(kind in KINDS));
  if (missing.length > 0) throw new Error(`no section for ${missing.join(', ')}`);
  const sections = Object.values(KINDS).map(
    (kind) => `## ${kind.title}\n\n${kind.about}\n\n${kindText(kind)}\n`,
  );
  return [BEFORE, ...sections, AFTERWARDS, `${afterwardsTable(KINDS)}\n`, AFTER].join('\n');
}
