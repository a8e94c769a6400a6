import type { EntityManager } from 'typeorm';
import type { Guards } from '../guards/read-guards.js';
import {
  addRow,
  type AnchorHeader,
  type AnchorLine,
  digestOf,
  FORMAT,
  isClosed,
  newDigest,
  sealed,
} from './format.js';
import { entries, fixTextSettings, tableRows } from './stream-rows.js';
import { ANCHORED_TABLES, type AnchoredTable, constantColumns } from './tables.js';

/** An hour is closed this long after it: a commit takes seconds, and a clock that goes back should do so by less. */
const OPEN_HOURS = 24;

/** The lines of an anchor of the book, as the manager's snapshot sees it. */
export async function* anchorLines(manager: EntityManager, guards: Guards): AsyncGenerator<string> {
  await fixTextSettings(manager);
  const header = await headerOf(manager, guards);
  const counts: Record<string, number> = {};
  yield* sealed(linesOf(manager, header, counts), () => counts);
}

/** The id of an account that every book has, and that it keeps through dump and restore. */
export async function identityOf(manager: EntityManager): Promise<string | undefined> {
  const [row] = await manager.query<{ id: string }[]>(
    `/* bookIdentity */ SELECT id FROM account
      WHERE wallet_id IS NULL AND kind = 'EXTERNAL' AND currency = 'USD' AND shard = 0`,
  );
  return row?.id;
}

async function headerOf(manager: EntityManager, guards: Guards): Promise<AnchorHeader> {
  const book = await identityOf(manager);
  // Its newest row, because the clock may have been ahead when it was written.
  const [row] = await manager.query<{ at: string; hour: string }[]>(
    `/* anchorTime */
     SELECT to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
            to_char(least(now(), (SELECT max(created_at) FROM command)) - $1 * interval '1 hour', 'YYYY-MM-DD"T"HH24') AS hour`,
    [OPEN_HOURS],
  );
  return {
    onebook: 'anchor',
    format: FORMAT,
    book: book ?? '',
    at: row?.at ?? '',
    openFrom: row?.hour ?? '',
    columns: await constantColumns(manager, guards),
  };
}

async function* linesOf(
  manager: EntityManager,
  header: AnchorHeader,
  counts: Record<string, number>,
): AsyncGenerator<AnchorHeader | AnchorLine> {
  yield header;
  yield* chainLines(manager, header, counts);
  for (const table of ANCHORED_TABLES) yield* tableLines(manager, header, table, counts);
}

async function* chainLines(
  manager: EntityManager,
  { columns }: AnchorHeader,
  counts: Record<string, number>,
): AsyncGenerator<AnchorLine> {
  let hash = newDigest();
  let head: { account: string; seq: number; balance: string } | undefined;
  let count = 0;
  for await (const rows of entries(manager, columns))
    for (const { account_id, seq, balance, text } of rows) {
      if (head && head.account !== account_id) {
        yield ['chain', head.account, head.seq, head.balance, digestOf(hash)];
        hash = newDigest();
      }
      addRow(hash, text);
      head = { account: account_id, seq: Number(seq), balance };
      count += 1;
    }
  if (head) yield ['chain', head.account, head.seq, head.balance, digestOf(hash)];
  counts['entry'] = count;
}

async function* tableLines(
  manager: EntityManager,
  header: AnchorHeader,
  table: AnchoredTable,
  counts: Record<string, number>,
): AsyncGenerator<AnchorLine> {
  const name = table.table;
  let closed: { hour: string; rows: number; hash: ReturnType<typeof newDigest> } | undefined;
  let count = 0;
  for await (const rows of tableRows(manager, table, header.columns))
    for (const { hour, key, text } of rows) {
      if (closed && closed.hour !== hour) {
        yield ['hour', name, closed.hour, closed.rows, digestOf(closed.hash)];
        closed = undefined;
      }
      count += 1;
      if (isClosed(hour, header)) {
        closed ??= { hour, rows: 0, hash: newDigest() };
        closed.rows += 1;
        addRow(closed.hash, text);
      } else {
        const hash = newDigest();
        addRow(hash, text);
        yield ['row', name, hour, key, digestOf(hash)];
      }
    }
  if (closed) yield ['hour', name, closed.hour, closed.rows, digestOf(closed.hash)];
  counts[name] = count;
}
