import type { EntityManager } from 'typeorm';
import type { Wallet } from '../../entities/index.js';
import type { Amount } from '../../money/index.js';
import { figuresOf, type Figures } from '../../domain/index.js';
import { readChainHeads, type AccountHead } from '../chain-heads.js';
import {
  TRANSACTION_KINDS,
  TRANSACTION_STATUSES,
  WALLET_ACCOUNTS,
  type TransactionKind,
  type TransactionStatus,
  type WalletAccount,
} from '../../domain/index.js';
import { decodeCursor, encodeCursor } from '../pages/cursor.js';
import { readChainHeadsAt, refuseFuture } from '../chain-heads-at.js';
import { UUID } from '../pages/id-pages.js';
import { pageOf, walkOf, type Page, type PageArguments } from '../pages/page.js';

/** What a wallet's balance at a moment is explained from. */
export interface Explanation {
  readonly walletId: string;
  readonly currency: string;
  readonly at: Date;
  /** The moment that was asked for; undefined: now. */
  readonly asked: Date | undefined;
  /** Where the wallet's chains stood then: what they held up to there is what counts. */
  readonly heads: readonly AccountHead[];
}

/** Minor units, signed: what something added to each figure of a balance. */
export type FigureChanges = Figures & { readonly currency: string };

/** What all transactions of one kind and status did to the wallet. */
export interface BalancePart {
  readonly of: Explanation;
  readonly kind: TransactionKind;
  /** As of the explanation's moment. */
  readonly status: TransactionStatus;
  /** How many transactions. */
  readonly count: number;
  readonly figures: FigureChanges;
}

/** What one transaction did to the wallet. */
export interface ExplainedTransaction {
  readonly transactionId: string;
  readonly figures: FigureChanges;
}

export type ExplainedEdge = Page<ExplainedTransaction>['edges'][number];

/**
 * Begins the explanation of a wallet's balance.
 * @param at the moment, itself included; undefined: that of the snapshot
 * @throws InputError for a moment in the future
 */
export async function explain(
  manager: EntityManager,
  { id: walletId, currency }: Pick<Wallet, 'id' | 'currency'>,
  at: Date | undefined,
): Promise<Explanation> {
  if (at) {
    await refuseFuture(manager, at);
    const heads = await readChainHeadsAt(manager, [walletId], at);
    return { walletId, currency, at, asked: at, heads };
  }
  const heads = await readChainHeads(manager, [walletId]);
  return { walletId, currency, at: await momentOf(manager, heads), asked: undefined, heads };
}

/** The snapshot's moment, which is not before anything that it shows. */
async function momentOf(manager: EntityManager, heads: readonly AccountHead[]): Promise<Date> {
  const [clock] = await manager.query<{ moment: Date }[]>(
    `/* moment */
     SELECT greatest(date_trunc('milliseconds', transaction_timestamp()), max(shown)) AS moment
       FROM unnest($1::timestamptz[]) AS shown`,
    [heads.map((head) => head.lastAt)],
  );
  if (!clock) throw new Error('the database told no time');
  return clock.moment;
}

/** Up to where entries count: $1 accounts, $2 seqs. */
const HEADS = `unnest($1::uuid[], $2::bigint[]) AS head (account_id, seq)`;
const COUNTS = `e.account_id = head.account_id AND e.seq <= head.seq`;

/** What entries `e` of one transaction did: to each account, and in which phases. */
const DEED = `${WALLET_ACCOUNTS.map(
  (kind) => `coalesce(sum(e.amount) FILTER (WHERE e.account_kind = '${kind}'), 0) AS "${kind}"`,
).join(', ')},
  bool_or(e.phase = 'POST') AS posted, bool_or(e.phase = 'RELEASE') AS released, bool_or(e.phase = 'REVERT') AS reverted`;

/**
 * The status of transaction `t` as of the last of the entries in `deed`. What was released and not
 * posted has come to its end, so there the row says which.
 */
const STATUS = `CASE WHEN deed.reverted THEN 'FAILED'
                     WHEN deed.posted THEN 'COMPLETED'
                     WHEN deed.released THEN t.status
                     ELSE 'PENDING' END`;

type DeedRow = Readonly<Record<WalletAccount, string>>;

/**
 * The parts that add up to every figure of the balance, in the order of kinds and then of statuses.
 * Reads all of the wallet's entries up to the moment.
 */
export async function readBalanceParts(
  manager: EntityManager,
  explanation: Explanation,
): Promise<BalancePart[]> {
  const rows = await manager.query<
    (DeedRow & { kind: TransactionKind; status: TransactionStatus; count: string })[]
  >(
    `/* balanceParts */
     WITH deed AS (SELECT e.transaction_id, ${DEED} FROM ${HEADS} JOIN entry e ON ${COUNTS} GROUP BY e.transaction_id)
     SELECT t.kind, ${STATUS} AS status, count(*) AS count,
            ${WALLET_ACCOUNTS.map((kind) => `sum("${kind}") AS "${kind}"`).join(', ')}
       FROM deed JOIN transaction t ON t.id = deed.transaction_id
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
  { of: explanation, kind, status }: BalancePart,
  page: PageArguments,
): Promise<Page<ExplainedTransaction>> {
  const walk = walkOf(page);
  const { walletId } = explanation;
  const list = `explained ${walletId} ${kind} ${status}`;
  const [cursor = null] = walk.cursor === undefined ? [] : decodeCursor(list, walk.cursor, [UUID]);
  const rows = await manager.query<(DeedRow & { id: string })[]>(
    `/* explainedTransactions */
     SELECT t.id, deed.*
       FROM (SELECT id, kind, status FROM transaction WHERE wallet_id = $3
              UNION ALL SELECT id, kind, status FROM transaction WHERE counter_wallet_id = $3) t
      CROSS JOIN LATERAL (
             -- OFFSET keeps this a look-up by transaction, whatever the planner last knew.
             SELECT ${DEED} FROM (SELECT * FROM entry WHERE transaction_id = t.id OFFSET 0) e JOIN ${HEADS} ON ${COUNTS}
             HAVING count(*) > 0
            ) deed
      WHERE t.kind = $4 AND ${STATUS} = $5 AND ($6::uuid IS NULL OR t.id ${walk.backwards ? '>' : '<'} $6)
      ORDER BY t.id ${walk.backwards ? 'ASC' : 'DESC'} LIMIT $7`,
    [...headsOf(explanation), walletId, kind, status, cursor, walk.size + 1],
  );
  return pageOf(
    walk,
    rows.map((row) => ({
      cursor: encodeCursor(list, [row.id]),
      node: { transactionId: row.id, figures: changesOf(row, explanation) },
    })),
  );
}

function headsOf({ heads }: Explanation): [accountIds: string[], seqs: number[]] {
  return [heads.map((head) => head.accountId), heads.map((head) => head.seq)];
}

function changesOf(row: DeedRow, { currency }: Explanation): FigureChanges {
  const amounts = WALLET_ACCOUNTS.map((kind): [WalletAccount, Amount] => [kind, BigInt(row[kind])]);
  return { currency, ...figuresOf(Object.fromEntries(amounts)) };
}
