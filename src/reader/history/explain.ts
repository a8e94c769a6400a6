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
  type WalletAccount,
} from '../../domain/index.js';
import { type BookClock, SNAPSHOT_TIME } from '../book-clock.js';
import { readChainHeads, type AccountHead } from '../chain-heads.js';
import { readChainHeadsAt, refuseFuture } from '../chain-heads-at.js';
import {
  addUp,
  readAllParts,
  readChangesSince,
  type PartTotals,
  seqsOf,
  sumOf,
} from './balance-parts.js';
import {
  type Checkpoint,
  entriesOf,
  isWithin,
  needsCheckpoint,
  NO_ENTRIES,
  readCheckpoint,
} from './checkpoints.js';

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

/** Receives what explanations find out about the checkpoints of wallets. */
export interface CheckpointObserver {
  /** A checkpoint is due. It would spare the next explanation the entries that this one has read. */
  due(walletId: string): void;
  /** The parts from a checkpoint do not add up to the balances. The explanation has read every entry instead. */
  contradicted(walletId: string): void;
}

/**
 * The parts that add up to every figure of the balance, ordered by kind, then by status. They are those of the newest
 * checkpoint, changed by the later entries. If they do not add up to the balances, which are read anyway, every entry is
 * read, as it is if the wallet has no checkpoint.
 */
export async function readBalanceParts(
  manager: EntityManager,
  explanation: Explanation,
  observer?: CheckpointObserver,
): Promise<BalancePart[]> {
  const parts = await readParts(manager, explanation, observer);
  return parts
    .map(({ kind, status, count, amounts }) => ({
      of: explanation,
      kind,
      status,
      count,
      figures: changesOf(amounts, explanation),
    }))
    .sort((a, b) => rank(a) - rank(b));
}

async function readParts(
  manager: EntityManager,
  { walletId, heads }: Explanation,
  observer: CheckpointObserver | undefined,
): Promise<readonly PartTotals[]> {
  const seqs = seqsOf(heads);
  const explained = explainedIn(manager);
  const before = explained.get(walletId) ?? NO_ENTRIES;
  if (isWithin(seqs, before.seqs) && isWithin(before.seqs, seqs)) return before.parts;
  const stored = await readCheckpoint(manager, walletId, seqs);
  if (needsCheckpoint(seqs, stored)) observer?.due(walletId);
  const base = isWithin(before.seqs, seqs) ? laterOf(before, stored) : stored;
  let parts: PartTotals[] | undefined;
  if (entriesOf(base.seqs) > 0) {
    parts = sumOf(...base.parts, ...(await readChangesSince(manager, base.seqs, heads)));
    if (!addUp(parts, heads)) {
      observer?.contradicted(walletId);
      parts = undefined;
    }
  }
  parts ??= await readAllParts(manager, heads);
  explained.set(walletId, { seqs, parts });
  return parts;
}

function laterOf(a: Checkpoint, b: Checkpoint): Checkpoint {
  return entriesOf(a.seqs) > entriesOf(b.seqs) ? a : b;
}

/** How many wallets one reader remembers. */
const MAX_EXPLAINED = 20;

/**
 * The last parts that a reader has given of each wallet. A client can ask for one explanation under many names, and the
 * next one begins where the last one ended.
 */
const explainedBy = new WeakMap<EntityManager, Map<string, Checkpoint>>();

function explainedIn(manager: EntityManager): Map<string, Checkpoint> {
  const explained = explainedBy.get(manager) ?? new Map<string, Checkpoint>();
  explainedBy.set(manager, explained);
  if (explained.size > MAX_EXPLAINED) explained.clear();
  return explained;
}

function rank({ kind, status }: Pick<BalancePart, 'kind' | 'status'>): number {
  return (
    TRANSACTION_KINDS.indexOf(kind) * TRANSACTION_STATUSES.length +
    TRANSACTION_STATUSES.indexOf(status)
  );
}

/** The changes of each figure, from the changes of the accounts. */
export function changesOf(
  amounts: Readonly<Record<WalletAccount, Amount>>,
  { currency }: Pick<Explanation, 'currency'>,
): FigureChanges {
  return { currency, ...figuresOf(amounts) };
}
