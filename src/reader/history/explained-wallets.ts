import { LRUCache } from 'lru-cache';
import { FairPlaces } from '../fair-places.js';
import type { Seqs } from './balance-parts.js';
import { type Checkpoint, isWithin, laterOf, NO_ENTRIES } from './checkpoints.js';

/** Receives what explanations find out about the checkpoints of wallets. */
export interface CheckpointObserver {
  /** A checkpoint is due. It would spare the next explanation the entries that this one has read. */
  due(walletId: string): void;
  /** The parts from a checkpoint do not add up to the balances. The explanation has read every entry instead. */
  contradicted(walletId: string): void;
}

/** How many wallets are remembered: some kilobytes each. */
const MAX_WALLETS = 500;
/** How long a long reading waits for its turn. Milliseconds. */
const MAX_WAIT_MS = 5_000;

/**
 * What the explanations of one gateway share. The parts of a wallet's first entries are a fact for good, like a checkpoint,
 * so the next explanation of the wallet, by any caller, begins where the last one ended. And of all readings of many
 * entries one runs at a time: several would take the processor from everybody, and most find after their turn has come that
 * another has read the same.
 */
export class ExplainedWallets {
  readonly #last = new LRUCache<string, Checkpoint>({ max: MAX_WALLETS });
  readonly #turn = new FairPlaces(1, MAX_WAIT_MS);

  /** @param observer absent: no checkpoints are written */
  constructor(readonly observer?: CheckpointObserver) {}

  /** The parts of the wallet's last explanation, or `base` if that covers more, or has entries beyond `seqs`. */
  lastWithin(walletId: string, seqs: Seqs, base = NO_ENTRIES): Checkpoint {
    const last = this.#last.get(walletId) ?? NO_ENTRIES;
    return isWithin(last.seqs, seqs) ? laterOf(last, base) : base;
  }

  remember(walletId: string, explained: Checkpoint): void {
    this.#last.set(walletId, explained);
  }

  /**
   * Runs a long reading when no other runs.
   * @param caller callers take turns
   * @throws ReadUnavailableError if its turn does not come in time
   */
  async inTurn<T>(caller: string, read: () => Promise<T>): Promise<T> {
    const leave = await this.#turn.take(caller);
    try {
      return await read();
    } finally {
      leave();
    }
  }
}
