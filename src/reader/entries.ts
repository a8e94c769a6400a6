import type { EntityManager } from 'typeorm';
import type { Amount } from '../money/index.js';
import { WALLET_ACCOUNTS, type AccountKind, type Phase } from '../domain/index.js';
import { decodeCursor, encodeCursor } from './pages/cursor.js';
import { pageOf, walkOf, type Page, type PageArguments, type Walk } from './pages/page.js';

/** An entry with what its account adds to it. Minor units. */
export interface EntryOfTransaction {
  readonly accountId: string;
  readonly seq: number;
  readonly accountKind: AccountKind;
  /** null: one of the house's accounts. */
  readonly walletId: string | null;
  readonly currency: string;
  readonly transactionId: string;
  readonly phase: Phase;
  readonly amount: Amount;
  /** The account's balance after this entry. */
  readonly balance: Amount;
  readonly createdAt: Date;
}

/** A row of `ENTRY_COLUMNS`, as the driver hands it over. */
export interface EntryRow {
  account_id: string;
  seq: string;
  account_kind: AccountKind;
  wallet_id: string | null;
  currency: string;
  transaction_id: string;
  phase: Phase;
  amount: string;
  balance: string;
  created_at: Date;
}

/** Of an entry `e` and its account `a`. */
export const ENTRY_COLUMNS = `e.account_id, e.seq, e.account_kind, a.wallet_id, a.currency, e.transaction_id, e.phase,
                 e.amount, e.balance, e.created_at`;

export function entryOf(row: EntryRow): EntryOfTransaction {
  return {
    accountId: row.account_id,
    seq: Number(row.seq),
    accountKind: row.account_kind,
    walletId: row.wallet_id,
    currency: row.currency,
    transactionId: row.transaction_id,
    phase: row.phase,
    amount: BigInt(row.amount),
    balance: BigInt(row.balance),
    createdAt: row.created_at,
  };
}

/** The entries of transactions, by transaction, those that pay before those that receive. */
export async function readEntriesOf(
  manager: EntityManager,
  transactionIds: readonly string[],
): Promise<Map<string, EntryOfTransaction[]>> {
  const rows = await manager.query<EntryRow[]>(
    `/* entriesOfTransactions */
     SELECT ${ENTRY_COLUMNS} FROM entry e JOIN account a ON a.id = e.account_id
      WHERE e.transaction_id = ANY($1::uuid[])
      ORDER BY e.created_at, e.amount, e.account_id, e.seq`,
    [transactionIds],
  );
  const byTransaction = new Map<string, EntryOfTransaction[]>(transactionIds.map((id) => [id, []]));
  for (const row of rows) byTransaction.get(row.transaction_id)?.push(entryOf(row));
  return byTransaction;
}

/** What names an entry: its account and its place in the chain. */
export interface EntryKey {
  readonly accountId: string;
  readonly seq: number;
}

export function entryKeyText({ accountId, seq }: EntryKey): string {
  return `${accountId}:${seq}`;
}

/** Entries by their keys, under `entryKeyText`. */
export async function readEntries(
  manager: EntityManager,
  keys: readonly EntryKey[],
): Promise<Map<string, EntryOfTransaction>> {
  const rows = await manager.query<EntryRow[]>(
    `/* entriesByKey */
     SELECT ${ENTRY_COLUMNS}
       FROM unnest($1::uuid[], $2::bigint[]) AS named (account_id, seq)
       JOIN entry e USING (account_id, seq) JOIN account a ON a.id = e.account_id`,
    [keys.map((key) => key.accountId), keys.map((key) => key.seq)],
  );
  return new Map(rows.map(entryOf).map((entry) => [entryKeyText(entry), entry]));
}

/**
 * A page of a wallet's entries over all its accounts, newest first. Entries of one commit carry one
 * time; within it the higher seq is the newer, so each account's chain is in its own order.
 *
 * A cursor holds, for each account, the seq at which its unread part begins. So a page costs as much
 * as it shows however long the chains are, and entries written meanwhile shift nothing.
 */
export async function readEntriesPage(
  manager: EntityManager,
  walletId: string,
  page: PageArguments,
): Promise<Page<EntryOfTransaction>> {
  const walk = walkOf(page);
  const list = `entries ${walletId}`;
  const start =
    walk.cursor === undefined ? undefined : bordersOf(decodeCursor(list, walk.cursor, PLACE), walk);
  const rows = await readNearest(manager, walletId, walk, start);
  const tops = new Map(rows.map((row) => [row.account_kind, Number(row.top)]));
  const entries = rows
    .flatMap((row) => (row.seq === null ? [] : [entryOf(row as EntryRow)]))
    .sort(walk.backwards ? (a, b) => newestFirst(b, a) : newestFirst);
  const borders = start ?? startBorders(walk, tops);
  return pageOf(
    walk,
    entries.map((node) => ({ node, cursor: pass(list, borders, node, walk) })),
  );
}

/** For each kind of account, in the order of `WALLET_ACCOUNTS`, the seq that parts newer from older. */
type Borders = Map<AccountKind, number>;

/** A border for each kind of account, then the index of the entry's own kind. */
const PLACE = [
  ...WALLET_ACCOUNTS.map(() => /^\d{1,16}$/),
  new RegExp(`^[0-${WALLET_ACCOUNTS.length - 1}]$`),
];

/** The nearest entries of each account on the walk's side of the cursor, and each account's last seq. */
async function readNearest(
  manager: EntityManager,
  walletId: string,
  walk: Walk,
  start: Borders | undefined,
): Promise<(Omit<EntryRow, 'seq'> & { top: string; seq: string | null })[]> {
  const side = walk.backwards ? '>= from_seq' : '< from_seq';
  return manager.query(
    `/* entriesPage */
     SELECT a.kind AS account_kind, coalesce(head.seq, 0) AS top, a.id AS account_id, a.wallet_id, a.currency,
            e.seq, e.transaction_id, e.phase, e.amount, e.balance, e.created_at
       FROM account a
       LEFT JOIN LATERAL (SELECT seq FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) head ON true
       CROSS JOIN LATERAL (
         SELECT coalesce(($2::bigint[])[array_position($3::text[], a.kind)],
                         CASE WHEN $5 THEN 0 ELSE coalesce(head.seq, 0) + 1 END) AS from_seq) border
       LEFT JOIN LATERAL (
         SELECT * FROM entry WHERE account_id = a.id AND seq ${side}
          ORDER BY seq ${walk.backwards ? 'ASC' : 'DESC'} LIMIT $4) e ON true
      WHERE a.wallet_id = $1`,
    [
      walletId,
      start ? [...start.values()] : [],
      start ? [...start.keys()] : [],
      walk.size + 1,
      walk.backwards,
    ],
  );
}

function newestFirst(a: EntryOfTransaction, b: EntryOfTransaction): number {
  const time = b.createdAt.getTime() - a.createdAt.getTime();
  if (time !== 0) return time;
  if (a.seq !== b.seq) return b.seq - a.seq;
  return (
    WALLET_ACCOUNTS.findIndex((kind) => kind === a.accountKind) -
    WALLET_ACCOUNTS.findIndex((kind) => kind === b.accountKind)
  );
}

function startBorders(walk: Walk, tops: ReadonlyMap<AccountKind, number>): Borders {
  return new Map(
    WALLET_ACCOUNTS.map((kind) => [kind, walk.backwards ? 1 : (tops.get(kind) ?? 0) + 1]),
  );
}

/**
 * The borders that a cursor stands for. Walking to newer ones starts above the cursor's own entry.
 * @param at a border for each kind of account, then which kind the cursor's entry is of
 */
function bordersOf(at: readonly string[], walk: Walk): Borders {
  const own = Number(at.at(-1));
  return new Map(
    WALLET_ACCOUNTS.map((kind, index) => {
      const border = Number(at[index] ?? 1);
      return [kind, walk.backwards && index === own ? border + 1 : border];
    }),
  );
}

/**
 * Moves the borders past an entry and gives its cursor. In a cursor all entries from the borders up
 * are the entry itself and newer ones, and all below are older, whichever way the walk went.
 */
function pass(list: string, borders: Borders, entry: EntryOfTransaction, walk: Walk): string {
  const kind = entry.accountKind;
  borders.set(kind, entry.seq);
  const own = WALLET_ACCOUNTS.findIndex((one) => one === kind);
  const cursor = encodeCursor(list, [...borders.values(), own].map(String));
  if (walk.backwards) borders.set(kind, entry.seq + 1);
  return cursor;
}
