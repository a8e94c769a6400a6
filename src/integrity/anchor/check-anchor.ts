import type { EntityManager } from 'typeorm';
import { type Finding, MAX_FINDINGS } from '../finding.js';
import type { Guards } from '../guards/read-guards.js';
import {
  addRow,
  AnchorError,
  type AnchorHeader,
  type AnchorLine,
  type ChainLine,
  digestOf,
  linesOf,
  newDigest,
} from './format.js';
import { checkTable } from './check-table.js';
import { Peekable } from './peekable.js';
import { entries, fixTextSettings } from './stream-rows.js';
import { ANCHORED_TABLES, constantColumns } from './tables.js';
import { identityOf } from './write-anchor.js';

/** @throws AnchorError if the anchor is of another book */
export async function refuseForeignAnchor(
  manager: EntityManager,
  header: AnchorHeader,
): Promise<void> {
  const book = await identityOf(manager);
  if (book === header.book) return;
  throw new AnchorError(
    `the anchor is of another book: it names account ${header.book}, and this book has ` +
      `${book ?? 'no such account'}. Name the file that \`onebook verify --anchor\` wrote for this book`,
  );
}

/**
 * Holds the book against an anchor: everything that it names must still be there, unchanged. What was added since does
 * not matter, as long as no row came into an hour that was closed.
 * @param lines of an anchor that `readSealed` has read
 */
export async function checkAnchor(
  manager: EntityManager,
  guards: Guards,
  header: AnchorHeader,
  lines: AsyncIterable<string>,
): Promise<Finding[]> {
  await refuseUnknownColumns(manager, guards, header);
  await fixTextSettings(manager);
  const anchored = new Peekable(linesOf(lines));
  const findings: Finding[] = [];
  const add = (finding: Finding): void => {
    if (findings.length < MAX_FINDINGS) findings.push(finding);
  };
  await checkChains(manager, header, anchored, add);
  for (const table of ANCHORED_TABLES) await checkTable({ manager, header, table, anchored, add });
  return findings;
}

/** A column that is gone cannot be compared. Also keeps names out of SQL that the catalog does not know. */
async function refuseUnknownColumns(
  manager: EntityManager,
  guards: Guards,
  { columns }: AnchorHeader,
): Promise<void> {
  const present = await constantColumns(manager, guards);
  for (const table of ['entry', 'account', ...ANCHORED_TABLES.map((one) => one.table)]) {
    const unknown = columns[table]?.find((column) => !present[table]?.includes(column));
    if (unknown !== undefined || !columns[table])
      throw new AnchorError(
        `the anchor is of a book with ${unknown === undefined ? `no table ${table}` : `a column ${unknown} of ${table}`}, ` +
          'and this book differs: use the version of Onebook that wrote it',
      );
  }
}

async function checkChains(
  manager: EntityManager,
  { at, columns }: AnchorHeader,
  anchored: Peekable<AnchorLine>,
  add: (finding: Finding) => void,
): Promise<void> {
  let account: string | undefined;
  let hash = newDigest();
  let due: ChainLine | undefined;
  let seq = '0';
  const finding = ([, id, expectedSeq, balance]: ChainLine, actual: string): void =>
    add({
      check: 'anchor.chain',
      subject: `account ${id}`,
      expected: `the ${expectedSeq} entries of ${at}, which end at balance ${balance}`,
      actual,
    });
  const endChain = (): void => {
    if (due) finding(due, `entries up to seq ${seq}`);
    due = undefined;
  };
  for await (const rows of entries(manager, columns))
    for (const entry of rows) {
      if (entry.account_id !== account) {
        endChain();
        account = entry.account_id;
        hash = newDigest();
        due = await chainOf(anchored, account, (missing) => finding(missing, 'no entries'));
      }
      seq = entry.seq;
      if (!due) continue;
      addRow(hash, entry.text);
      if (Number(seq) < due[2]) continue;
      if (Number(seq) !== due[2] || digestOf(hash) !== due[4])
        finding(due, `other entries up to seq ${seq}, with balance ${entry.balance}`);
      due = undefined;
    }
  endChain();
  await chainOf(anchored, undefined, (missing) => finding(missing, 'no entries'));
}

/** The anchored chain of an account, if it has one. Those before it have no entries in the book any more. */
async function chainOf(
  anchored: Peekable<AnchorLine>,
  account: string | undefined,
  missing: (chain: ChainLine) => void,
): Promise<ChainLine | undefined> {
  for (;;) {
    const line = await anchored.peek();
    if (line?.[0] !== 'chain' || (account !== undefined && line[1] > account)) return undefined;
    await anchored.next();
    if (line[1] === account) return line;
    missing(line);
  }
}
