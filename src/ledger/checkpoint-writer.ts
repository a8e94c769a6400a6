import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { faultOf, inTransaction, insertRows, insertOf, column } from '../database/index.js';
import { WALLET_ACCOUNTS, type WalletAccount } from '../domain/index.js';
import {
  type Checkpoint,
  type CheckpointObserver,
  CHECKPOINT_EVERY,
  entriesUpTo,
  readNextCheckpoint,
} from '../reader/index.js';
import type { LedgerObserver } from './ledger-observer.js';

/** How many wallets wait for their checkpoints. One more is left out: its next explanation asks again. */
const MAX_WAITING = 100;
/** A step reads the entries between two checkpoints. Milliseconds. */
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * Writes the checkpoints of wallets whose explanation found one due, one after another, on a connection of the checks. No
 * answer and no commit waits for it. It writes what follows from the entries: if it is interrupted, or another gateway
 * writes the same, nothing is lost. After each checkpoint it rests as long as that one took, because nothing is urgent here and
 * the processor is everybody's.
 */
export class CheckpointWriter implements CheckpointObserver {
  readonly #waiting = new Set<string>();
  #writing: Promise<void> | undefined;
  #closed = false;

  /** @param every how many entries of a chain lie between two checkpoints */
  constructor(
    private readonly dataSource: DataSource,
    private readonly observer: Pick<LedgerObserver, 'failed'>,
    private readonly every = CHECKPOINT_EVERY,
  ) {}

  due(walletId: string): void {
    if (this.#closed || this.#waiting.size >= MAX_WAITING) return;
    this.#waiting.add(walletId);
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
  }

  contradicted(walletId: string): void {
    const words =
      'it contradicts the balances of its wallet, so every entry was read: verify the book';
    this.observer.failed?.(
      'checkpoint',
      { cause: 'damaged', words },
      new Error(`a checkpoint of wallet ${walletId} contradicts the wallet's balances`),
    );
  }

  /** Resolves when nothing is left to write. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  /** Begins no further checkpoint. The pool of the connection waits for the one that is being written. */
  close(): void {
    this.#closed = true;
  }

  async #write(): Promise<void> {
    for (const walletId of this.#waiting) {
      try {
        for (let more = true; more && !this.#closed;) {
          const began = performance.now();
          more = await this.#writeNext(walletId);
          await delay(performance.now() - began);
        }
      } catch (error) {
        if (!this.#closed) this.observer.failed?.('checkpoint', faultOf(error), error);
      }
      this.#waiting.delete(walletId);
    }
  }

  /** @returns whether there was one to write */
  #writeNext(walletId: string): Promise<boolean> {
    return inTransaction(this.dataSource, async (manager) => {
      await manager.query(`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
      const checkpoint = await readNextCheckpoint(manager, walletId, this.every);
      if (checkpoint) await insertCheckpoint(manager, walletId, checkpoint);
      return checkpoint !== undefined;
    });
  }
}

interface CheckpointPart {
  readonly walletId: string;
  readonly seqs: Checkpoint['seqs'];
  readonly part: Checkpoint['parts'][number];
}

const columnsOf = (
  ending: '' | '_seq',
  type: string,
  valueOf: (row: CheckpointPart, kind: WalletAccount) => string | number,
) =>
  WALLET_ACCOUNTS.map((kind) =>
    column<CheckpointPart, string | number>(`${kind.toLowerCase()}${ending}`, type, (row) =>
      valueOf(row, kind),
    ),
  );

/** Another gateway can have written the same checkpoint. */
const INSERT = insertOf<CheckpointPart>({
  name: 'insertCheckpoint',
  table: 'balance_checkpoint',
  columns: [
    column('wallet_id', 'uuid', ({ walletId }) => walletId),
    column('entries', 'bigint', ({ seqs }) => entriesUpTo(seqs)),
    ...columnsOf('_seq', 'bigint', ({ seqs }, kind) => seqs[kind]),
    column('kind', 'text', ({ part }) => part.kind),
    column('status', 'text', ({ part }) => part.status),
    column('transactions', 'bigint', ({ part }) => part.count),
    ...columnsOf('', 'numeric', ({ part }, kind) => part.amounts[kind].toString()),
  ],
  ending: 'ON CONFLICT DO NOTHING',
});

async function insertCheckpoint(
  manager: EntityManager,
  walletId: string,
  { seqs, parts }: Checkpoint,
): Promise<void> {
  await insertRows(
    manager,
    INSERT,
    parts.map((part) => ({ walletId, seqs, part })),
  );
}
