import type { EntityManager } from 'typeorm';
import {
  type TransactionKind,
  type TransactionStatus,
  WALLET_ACCOUNTS,
  type WalletAccount,
} from '../../domain/index.js';
import { readChainHeads } from '../chain-heads.js';
import { readChainHeadsAt } from '../chain-heads-at.js';
import {
  type AccountColumns,
  addUp,
  amountsOf,
  columnOf,
  type Heads,
  type PartTotals,
  readChangesSince,
  type Seqs,
  seqsOf,
  sumOf,
} from './balance-parts.js';

/**
 * How many entries of one chain lie between two checkpoints. More makes an explanation dearer, which reads up to as many
 * entries of each chain; fewer makes the table larger.
 */
export const CHECKPOINT_EVERY = 1_000;

/** The parts of a wallet's first entries. A fact for good, because these entries are permanent. */
export interface Checkpoint {
  readonly seqs: Seqs;
  readonly parts: readonly PartTotals[];
}

/** Stands before every entry. */
export const NO_ENTRIES: Checkpoint = { seqs: seqsOf([]), parts: [] };

/** How many entries a checkpoint covers. */
export function entriesOf(seqs: Seqs): number {
  return Object.values(seqs).reduce((sum, seq) => sum + seq, 0);
}

/** Whether the entries of `inner` are among those of `outer`. */
export function isWithin(inner: Seqs, outer: Seqs): boolean {
  return WALLET_ACCOUNTS.every((kind) => inner[kind] <= outer[kind]);
}

export function laterOf(a: Checkpoint, b: Checkpoint): Checkpoint {
  return entriesOf(a.seqs) > entriesOf(b.seqs) ? a : b;
}

type SeqColumns = Readonly<Record<`${Lowercase<WalletAccount>}_seq`, string>>;

interface CheckpointRow extends AccountColumns, SeqColumns {
  kind: TransactionKind;
  status: TransactionStatus;
  transactions: string;
}

const SEQ_COLUMNS = WALLET_ACCOUNTS.map((kind) => `${columnOf(kind)}_seq` as const);

/** The stored checkpoint that covers the most entries, and none after `seqs`; `NO_ENTRIES` if there is none. */
export async function readCheckpoint(
  manager: EntityManager,
  walletId: string,
  seqs: Seqs,
): Promise<Checkpoint> {
  const within = SEQ_COLUMNS.map((column, index) => `${column} <= $${index + 3}`).join(' AND ');
  const rows = await manager.query<CheckpointRow[]>(
    `/* balanceCheckpoint */
     SELECT * FROM balance_checkpoint
      WHERE wallet_id = $1 AND entries = (
              SELECT entries FROM balance_checkpoint WHERE wallet_id = $1 AND entries <= $2 AND ${within}
               ORDER BY entries DESC LIMIT 1)`,
    [walletId, entriesOf(seqs), ...WALLET_ACCOUNTS.map((kind) => seqs[kind])],
  );
  const [first] = rows;
  if (!first) return NO_ENTRIES;
  const own = WALLET_ACCOUNTS.map((kind) => [kind, Number(first[`${columnOf(kind)}_seq`])]);
  return {
    seqs: Object.fromEntries(own) as Seqs,
    parts: rows.map((row) => ({
      kind: row.kind,
      status: row.status,
      count: Number(row.transactions),
      amounts: amountsOf(row),
    })),
  };
}

/** Whether a chain has enough entries after a checkpoint for the next one. */
export function needsCheckpoint(seqs: Seqs, last: Checkpoint, every = CHECKPOINT_EVERY): boolean {
  return WALLET_ACCOUNTS.some(
    (kind) => Math.floor(seqs[kind] / every) > Math.floor(last.seqs[kind] / every),
  );
}

/**
 * The checkpoint after the newest of a wallet; undefined if it is not due. Checkpoints stand at the moments at which a
 * chain got an entry whose seq is a multiple of `every`. So they are the same, whichever gateway makes them and whatever was asked
 * for, and there is at most one for so many entries. Entries of one moment are of one commit.
 * @throws Error if the entries contradict the balances, or the checkpoint before
 */
export async function readNextCheckpoint(
  manager: EntityManager,
  walletId: string,
  every = CHECKPOINT_EVERY,
): Promise<Checkpoint | undefined> {
  const newest = await readChainHeads(manager, [walletId]);
  const last = await readCheckpoint(manager, walletId, seqsOf(newest));
  const next = newest
    .map(({ accountId, kind, seq }) => ({
      accountId,
      seq,
      after: last.seqs[kind as WalletAccount],
    }))
    .map(({ after, ...rest }) => ({ ...rest, due: (Math.floor(after / every) + 1) * every }))
    .filter(({ seq, due }) => due <= seq);
  if (next.length === 0) return undefined;
  const [first] = await manager.query<{ at: Date | null }[]>(
    `/* nextCheckpoint */
     SELECT min(e.created_at) AS at
       FROM unnest($1::uuid[], $2::bigint[]) AS due (account_id, seq) JOIN entry e USING (account_id, seq)`,
    [next.map(({ accountId }) => accountId), next.map(({ due }) => due)],
  );
  if (!first?.at) throw contradiction(walletId);
  const heads: Heads = await readChainHeadsAt(manager, [walletId], first.at);
  const seqs = seqsOf(heads);
  // Otherwise moments contradict the order of a chain, and the next checkpoint would be the same again.
  if (!isWithin(last.seqs, seqs) || entriesOf(seqs) <= entriesOf(last.seqs))
    throw contradiction(walletId);
  const parts = sumOf(...last.parts, ...(await readChangesSince(manager, last.seqs, heads)));
  if (!addUp(parts, heads)) throw contradiction(walletId);
  return { seqs, parts };
}

function contradiction(walletId: string): Error {
  return new Error(
    `the entries of wallet ${walletId} contradict its balances or its last checkpoint: run "onebook verify"`,
  );
}
