import type { EntityManager } from 'typeorm';
import type { Wallet } from '../../entities/index.js';
import type { Amount } from '../../money/index.js';
import {
  type Figures,
  figuresOf,
  TRANSACTION_KINDS,
  TRANSACTION_STATUSES,
  type TransactionKind,
  type TransactionStatus,
  WALLET_ACCOUNTS,
  type WalletAccount,
} from '../../domain/index.js';
import { type BookClock, SNAPSHOT_TIME } from '../book-clock.js';
import { readChainHeads, type AccountHead } from '../chain-heads.js';
import { decodeCursor, encodeCursor, missingRowError, UUID } from '../pages/cursor.js';
import { readChainHeadsAt, refuseFuture } from '../chain-heads-at.js';
import { pageOf, pageRequestOf, type Page, type PageArguments } from '../pages/page.js';

/** The basis of an explanation of a wallet's balance at a time. */
export interface Explanation {
  readonly walletId: string;
  readonly currency: string;
  readonly at: Date;
  /** The time that the client asked for; undefined means now. */
  readonly requestedAt: Date | undefined;
  /** The wallet's chain heads at that time. Entries up to these count. */
  readonly heads: readonly AccountHead[];
}

/** Signed changes of each figure of a balance, in minor units. */
export type FigureChanges = Figures & { readonly currency: string };

/** The total effect of all transactions of one kind and status on the wallet. */
export interface BalancePart {
  readonly of: Explanation;
  readonly kind: TransactionKind;
  /** The status at the explanation's time. */
  readonly status: TransactionStatus;
  /** Number of transactions. */
  readonly count: number;
  readonly figures: FigureChanges;
}

/** The effect of one transaction on the wallet. */
export interface ExplainedTransaction {
  readonly transactionId: string;
  readonly figures: FigureChanges;
}

export type ExplainedEdge = Page<ExplainedTransaction>['edges'][number];

/**
 * Starts the explanation of a wallet's balance.
 * @param at the time, changes of exactly that time included; undefined means the snapshot's time
 * @throws InputError if the time is in the future
 */
export async function explain(
  manager: EntityManager,
  clock: BookClock,
  { id: walletId, currency }: Pick<Wallet, 'id' | 'currency'>,
  at: Date | undefined,
): Promise<Explanation> {
  if (at) {
    await refuseFuture(manager, clock, at);
    const heads = await readChainHeadsAt(manager, [walletId], at);
    return { walletId, currency, at, requestedAt: at, heads };
  }
  const heads = await readChainHeads(manager, [walletId]);
  return {
    walletId,
    currency,
    at: await snapshotTimeOf(manager, heads),
    requestedAt: undefined,
    heads,
  };
}

/** The snapshot's time: never earlier than any entry that it shows, because clocks can go backwards. */
async function snapshotTimeOf(
  manager: EntityManager,
  heads: readonly AccountHead[],
): Promise<Date> {
  const [clock] = await manager.query<{ time: Date }[]>(
    `/* snapshotTime */
     SELECT greatest(date_trunc('milliseconds', ${SNAPSHOT_TIME}), max(shown)) AS time
       FROM unnest($1::timestamptz[]) AS shown`,
    [heads.map((head) => head.lastAt)],
  );
  if (!clock) throw new Error('the database returned no row for its clock');
  return clock.time;
}

/** The heads up to which entries count: $1 account ids, $2 seqs. */
const HEADS = `unnest($1::uuid[], $2::bigint[]) AS head (account_id, seq)`;
const UP_TO_HEAD = `e.account_id = head.account_id AND e.seq <= head.seq`;

/** The effect of one transaction's entries `e`: the sum for each account, and the phases. */
const EFFECT = `${WALLET_ACCOUNTS.map(
  (kind) => `coalesce(sum(e.amount) FILTER (WHERE e.account_kind = '${kind}'), 0) AS "${kind}"`,
).join(', ')},
  bool_or(e.phase = 'POST') AS posted, bool_or(e.phase = 'RELEASE') AS released, bool_or(e.phase = 'REVERT') AS reverted`;

/**
 * The status of transaction `t` after the entries in `effect`. A transaction that was released and not posted has
 * ended, as FAILED or CANCELLED; the row says which.
 */
const STATUS = `CASE WHEN effect.reverted THEN 'FAILED'
                     WHEN effect.posted THEN 'COMPLETED'
                     WHEN effect.released THEN t.status
                     ELSE 'PENDING' END`;

type EffectRow = Readonly<Record<WalletAccount, string>>;

/**
 * The parts that add up to every figure of the balance, ordered by kind, then by status. Reads all of the wallet's
 * entries up to the explanation's time.
 */
export async function readBalanceParts(
  manager: EntityManager,
  explanation: Explanation,
): Promise<BalancePart[]> {
  const rows = await manager.query<
    (EffectRow & { kind: TransactionKind; status: TransactionStatus; count: string })[]
  >(
    `/* balanceParts */
     WITH effect AS (SELECT e.transaction_id, ${EFFECT} FROM ${HEADS} JOIN entry e ON ${UP_TO_HEAD} GROUP BY e.transaction_id)
     SELECT t.kind, ${STATUS} AS status, count(*) AS count,
            ${WALLET_ACCOUNTS.map((kind) => `sum("${kind}") AS "${kind}"`).join(', ')}
       FROM effect JOIN transaction t ON t.id = effect.transaction_id
      GROUP BY t.kind, ${STATUS}`,
    headsOf(explanation),
  );
  const parts = rows.map((row) => ({
    of: explanation,
    kind: row.kind,
    status: row.status,
    count: Number(row.count),
    figures: changesOf(row, explanation),
  }));
  return parts.sort((a, b) => rank(a) - rank(b));
}

function rank({ kind, status }: Pick<BalancePart, 'kind' | 'status'>): number {
  return (
    TRANSACTION_KINDS.indexOf(kind) * TRANSACTION_STATUSES.length +
    TRANSACTION_STATUSES.indexOf(status)
  );
}

/** A page of the transactions behind a part, newest first. */
export async function readExplainedTransactions(
  manager: EntityManager,
  part: BalancePart,
  page: PageArguments,
): Promise<Page<ExplainedTransaction>> {
  const request = pageRequestOf(page);
  const { backwards, size } = request;
  const list = `explained ${part.of.walletId} ${part.kind} ${part.status}`;
  const [cursor] = request.cursor === undefined ? [] : decodeCursor(list, request.cursor, [UUID]);
  const rows = await readNearest(manager, part, cursor, backwards, size + 1);
  const [first] = rows;
  if (cursor !== undefined && !first) await refuseMissing(manager, cursor);
  const others =
    cursor !== undefined && first ? await readNearest(manager, part, first.id, !backwards, 1) : [];
  return pageOf(
    request,
    rows.map((row) => ({
      cursor: encodeCursor(list, [row.id]),
      node: { transactionId: row.id, figures: changesOf(row, part.of) },
    })),
    others.length > 0,
  );
}

/**
 * The transactions behind a part next to one of them, in the book's order. All of them are of one wallet, and one commit
 * at a time writes to a wallet, so what becomes visible later has a higher position.
 * @param start id of the transaction; undefined: the end of the list
 */
function readNearest(
  manager: EntityManager,
  { of: explanation, kind, status }: BalancePart,
  start: string | undefined,
  backwards: boolean,
  limit: number,
): Promise<(EffectRow & { id: string })[]> {
  const { walletId } = explanation;
  return manager.query(
    `/* explainedTransactions */
     SELECT t.id, effect.*
       FROM (SELECT id, kind, status, position FROM transaction WHERE wallet_id = $3
              UNION ALL SELECT id, kind, status, position FROM transaction WHERE counter_wallet_id = $3) t
      CROSS JOIN LATERAL (
             -- OFFSET makes the planner look entries up by transaction, even with outdated statistics.
             SELECT ${EFFECT} FROM (SELECT * FROM entry WHERE transaction_id = t.id OFFSET 0) e JOIN ${HEADS} ON ${UP_TO_HEAD}
             HAVING count(*) > 0
            ) effect
      WHERE t.kind = $4 AND ${STATUS} = $5
        AND ($6::uuid IS NULL
             OR t.position ${backwards ? '>' : '<'} (SELECT position FROM transaction WHERE id = $6))
      ORDER BY t.position ${backwards ? 'ASC' : 'DESC'} LIMIT $7`,
    [...headsOf(explanation), walletId, kind, status, start ?? null, limit],
  );
}

/** @throws InputError if the book does not have the transaction of a cursor */
async function refuseMissing(manager: EntityManager, id: string): Promise<void> {
  const rows = await manager.query<unknown[]>(
    `/* transactionKnown */ SELECT FROM transaction WHERE id = $1`,
    [id],
  );
  if (rows.length === 0) throw missingRowError();
}

function headsOf({ heads }: Explanation): [accountIds: string[], seqs: number[]] {
  return [heads.map((head) => head.accountId), heads.map((head) => head.seq)];
}

function changesOf(row: EffectRow, { currency }: Explanation): FigureChanges {
  const amounts = WALLET_ACCOUNTS.map((kind): [WalletAccount, Amount] => [kind, BigInt(row[kind])]);
  return { currency, ...figuresOf(Object.fromEntries(amounts)) };
}
