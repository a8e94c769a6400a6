import { decide, type Command } from '../../src/ledger/batch.js';
import type { Movement, Outcome } from '../../src/ledger/index.js';
import type { BatchState } from '../../src/ledger/batch-state.js';
import type { Rows } from './locked-state.js';
import { ADMIN } from './inputs.js';

/** Carries a command out as a batch does. */
export function run<I>(state: BatchState, movement: Movement<I>, input: I): Outcome {
  const command: Command = {
    movement: movement,
    ...{ input, by: ADMIN, key: 'key', inputHash: Buffer.alloc(0) },
  };
  return decide(command, state).outcome;
}

/** What a command was about; throws where it was refused. */
export function done<I>(state: BatchState, movement: Movement<I>, input: I): string {
  const outcome = run(state, movement, input);
  if (!('done' in outcome)) throw new Error(JSON.stringify(outcome, replacer));
  const { transactionId, quoteId, walletId } = outcome.done;
  return transactionId ?? quoteId ?? walletId ?? '';
}

export const code = (outcome: Outcome): string | undefined =>
  'refused' in outcome ? outcome.refused.code : undefined;

const replacer = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;

/** Everything that the rules can see of these wallets and transactions, and all that would be written. */
export function seen(state: BatchState, { wallets, transactions, quotes }: Rows): unknown {
  return structuredClone({
    draft: state.pendingWrites,
    wallets: wallets.map((wallet) => [
      ...[state.wallet(wallet.id), state.walletOf(wallet.ownerId, wallet.currency)],
      ...[state.balance(wallet), state.isEmpty(wallet), state.creditLine(wallet.id)],
      state.lastBonusAt(wallet.id),
    ]),
    transactions: transactions.map(({ id }) => [
      ...[state.transaction(id), state.followersOf(id), state.postings(id)],
    ]),
    quotes: quotes.map(({ id }) => [state.quote(id), state.isQuoteUsed(id)]),
  });
}
