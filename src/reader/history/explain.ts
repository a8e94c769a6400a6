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
import { type BookClock, readSnapshotTime } from '../book-clock.js';
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
  CHECKPOINT_EVERY,
  entriesOf,
  isWithin,
  laterOf,
  needsCheckpoint,
  readCheckpoint,
} from './checkpoints.js';
import type { ExplainedWallets } from './explained-wallets.js';

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
    at: await readSnapshotTime(
      manager,
      heads.map((head) => head.lastAt),
    ),
    requestedAt: undefined,
    heads,
  };
}

/** What an explanation shares with the others of its gateway. */
export interface SharedExplanations {
  readonly wallets: ExplainedWallets;
  /** Who asks. Callers take turns in reading many entries. */
  readonly caller: string;
}

/**
 * The parts that add up to every figure of the balance, ordered by kind, then by status. They are those of the newest
 * checkpoint, or of the last explanation, changed by the later entries. If they do not add up to the balances, which are read
 * anyway, every entry is read, as it is if the wallet has neither.
 * @throws ReadUnavailableError if there are many entries to read, and others read many all the time
 */
export async function readBalanceParts(
  manager: EntityManager,
  explanation: Explanation,
  shared: SharedExplanations,
): Promise<BalancePart[]> {
  const parts = await readParts(manager, explanation, shared);
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

/** A reading of more entries waits for its turn: it takes some tens of milliseconds of a core, or much more. */
const MANY_ENTRIES = 10 * CHECKPOINT_EVERY;

async function readParts(
  manager: EntityManager,
  { walletId, heads }: Explanation,
  { wallets, caller }: SharedExplanations,
): Promise<readonly PartTotals[]> {
  const seqs = seqsOf(heads);
  const known = wallets.lastWithin(walletId, seqs);
  if (isWithin(seqs, known.seqs) && addUp(known.parts, heads)) return known.parts;
  const stored = await readCheckpoint(manager, walletId, seqs);
  if (needsCheckpoint(seqs, stored)) wallets.observer?.due(walletId);
  const read = async (): Promise<readonly PartTotals[]> => {
    const base = wallets.lastWithin(walletId, seqs, stored);
    const parts = await readPartsSince(manager, base, heads, () =>
      wallets.observer?.contradicted(walletId),
    );
    wallets.remember(walletId, { seqs, parts });
    return parts;
  };
  const missing = entriesOf(seqs) - entriesOf(laterOf(known, stored).seqs);
  return missing > MANY_ENTRIES ? wallets.inTurn(caller, read) : read();
}

async function readPartsSince(
  manager: EntityManager,
  base: Checkpoint,
  heads: readonly AccountHead[],
  contradicted: () => void,
): Promise<readonly PartTotals[]> {
  if (entriesOf(base.seqs) > 0) {
    const parts = sumOf(...base.parts, ...(await readChangesSince(manager, base.seqs, heads)));
    if (addUp(parts, heads)) return parts;
    contradicted();
  }
  return readAllParts(manager, heads);
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
