import type { EntityManager } from 'typeorm';
import type { Amount } from '../money/index.js';
import { WALLET_ACCOUNTS, type AccountKind, type Phase } from '../domain/index.js';
import { decodeCursor, encodeCursor, missingRowError, UUID } from './pages/cursor.js';
import {
  pageOf,
  pageRequestOf,
  type Page,
  type PageArguments,
  type PageRequest,
} from './pages/page.js';

/** An entry with its account's wallet and currency. Amounts are in minor units. */
export interface EntryOfTransaction {
  readonly accountId: string;
  readonly seq: number;
  readonly accountKind: AccountKind;
  /** null: a system account. */
  readonly walletId: string | null;
  readonly currency: string;
  readonly transactionId: string;
  readonly phase: Phase;
  readonly amount: Amount;
  /** The account's balance after this entry. */
  readonly balance: Amount;
  readonly createdAt: Date;
}

/** A row of `ENTRY_COLUMNS`, as the driver returns it. */
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

/** The columns of an entry `e` and its account `a`. */
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

/** The entries of transactions, by transaction. Within one time, entries that pay come before entries that receive. */
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

/** Identifies an entry: its account and its position in the chain. */
export interface EntryKey {
  readonly accountId: string;
  readonly seq: number;
}

export function entryKeyText({ accountId, seq }: EntryKey): string {
  return `${accountId}:${seq}`;
}

/** Entries by `entryKeyText`. Leaves out keys that do not exist. */
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
 * A page of a wallet's entries over all its accounts, newest first. All entries of one commit have the same time; within
 * it the higher seq comes first, so each account's chain keeps its order.
 *
 * A cursor holds, for each account, the seq at which the unread part begins. For example, a
 * page that showed CASH seq 9 to 7 and HELD seq 4 ends with CASH 7 and HELD 4; the next page starts below both. So the
 * cost depends on the size of the page, however long the chains are, and entries written meanwhile shift nothing.
 *
 * One commit at a time writes to a wallet, and always with a later time (src/ledger/load/commit-time.ts). So what becomes
 * visible later comes before everything that is visible now, and a client that reads on from a cursor misses nothing.
 */
export async function readEntriesPage(
  manager: EntityManager,
  walletId: string,
  page: PageArguments,
): Promise<Page<EntryOfTransaction>> {
  const request = pageRequestOf(page);
  const list = `entries ${walletId}`;
  const at =
    request.cursor === undefined ? undefined : decodeCursor(list, request.cursor, POSITION);
  if (at) await refuseMissing(manager, walletId, at);
  const start = at && boundariesOf(at, request);
  const rows = await readNearest(manager, walletId, request, start);
  const tops = new Map(rows.map((row) => [row.account_kind, Number(row.top)]));
  const entries = rows
    .flatMap((row) => (row.seq === null ? [] : [entryOf(row as EntryRow)]))
    .sort(request.backwards ? (a, b) => newestFirst(b, a) : newestFirst);
  const boundaries = start ?? startBoundaries(request, tops);
  return pageOf(
    request,
    entries.map((node) => ({ node, cursor: advancePast(list, boundaries, node, request) })),
    // The cursor's own entry: the book has it, and entries stay.
    at !== undefined,
  );
}

/** @throws InputError if the book does not have the entry of a cursor */
async function refuseMissing(
  manager: EntityManager,
  walletId: string,
  at: readonly string[],
): Promise<void> {
  const own = Number(at.at(OWN_KIND));
  const rows = await manager.query<unknown[]>(
    `/* entryKnown */
     SELECT FROM account a JOIN entry e ON e.account_id = a.id
      WHERE a.wallet_id = $1 AND a.kind = $2 AND e.seq = $3 AND e.transaction_id = $4`,
    [walletId, WALLET_ACCOUNTS[own], at[own], at.at(-1)],
  );
  if (rows.length === 0) throw missingRowError();
}

/** For each kind of account, in the order of `WALLET_ACCOUNTS`, the lowest seq on the newer side. */
type Boundaries = Map<AccountKind, number>;

/** The parts of a cursor: a boundary for each kind of account, the index of the entry's own kind, its transaction. */
const POSITION = [
  ...WALLET_ACCOUNTS.map(() => /^\d{1,16}$/),
  new RegExp(`^[0-${WALLET_ACCOUNTS.length - 1}]$`),
  UUID,
];
/** Where a cursor has the index of the entry's own kind. */
const OWN_KIND = -2;

/** The nearest entries of each account on the requested side of the cursor, and each account's newest seq. */
async function readNearest(
  manager: EntityManager,
  walletId: string,
  request: PageRequest,
  start: Boundaries | undefined,
): Promise<(Omit<EntryRow, 'seq'> & { top: string; seq: string | null })[]> {
  const side = request.backwards ? '>= from_seq' : '< from_seq';
  return manager.query(
    `/* entriesPage */
     SELECT a.kind AS account_kind, coalesce(head.seq, 0) AS top, a.id AS account_id, a.wallet_id, a.currency,
            e.seq, e.transaction_id, e.phase, e.amount, e.balance, e.created_at
       FROM account a
       LEFT JOIN LATERAL (SELECT seq FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) head ON true
       CROSS JOIN LATERAL (
         SELECT coalesce(($2::bigint[])[array_position($3::text[], a.kind)],
                         CASE WHEN $5 THEN 0 ELSE coalesce(head.seq, 0) + 1 END) AS from_seq) boundary
       LEFT JOIN LATERAL (
         SELECT * FROM entry WHERE account_id = a.id AND seq ${side}
          ORDER BY seq ${request.backwards ? 'ASC' : 'DESC'} LIMIT $4) e ON true
      WHERE a.wallet_id = $1`,
    [
      walletId,
      start ? [...start.values()] : [],
      start ? [...start.keys()] : [],
      request.size + 1,
      request.backwards,
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

function startBoundaries(request: PageRequest, tops: ReadonlyMap<AccountKind, number>): Boundaries {
  return new Map(
    WALLET_ACCOUNTS.map((kind) => [kind, request.backwards ? 1 : (tops.get(kind) ?? 0) + 1]),
  );
}

/**
 * The boundaries that a cursor stands for. A page of newer entries starts above the cursor's own entry.
 * @param at the parts of the cursor
 */
function boundariesOf(at: readonly string[], request: PageRequest): Boundaries {
  const own = Number(at.at(OWN_KIND));
  return new Map(
    WALLET_ACCOUNTS.map((kind, index) => {
      const boundary = Number(at[index] ?? 1);
      return [kind, request.backwards && index === own ? boundary + 1 : boundary];
    }),
  );
}

/**
 * Moves the boundaries past an entry and returns its cursor. In a cursor the entry itself and newer entries are at or
 * above the boundaries, older entries are below, in both reading directions.
 */
function advancePast(
  list: string,
  boundaries: Boundaries,
  entry: EntryOfTransaction,
  request: PageRequest,
): string {
  const kind = entry.accountKind;
  boundaries.set(kind, entry.seq);
  const own = WALLET_ACCOUNTS.findIndex((walletKind) => walletKind === kind);
  const at = [...boundaries.values(), own].map(String);
  const cursor = encodeCursor(list, [...at, entry.transactionId]);
  if (request.backwards) boundaries.set(kind, entry.seq + 1);
  return cursor;
}
