import { WITH_CASH, type KindDefinition } from '../definition.js';
import { movement, movementOfLines } from '../movement.js';
import { isRefusal, SHARED_METADATA } from '../../domain/index.js';
import { positiveAmountIn, refuseIfAvailableShort } from '../rules/amounts.js';
import type { Locks } from '../../ledger/index.js';
import { completedTransaction, walletPosting, remarks, type Remarks } from '../rules/records.js';
import {
  accountsOfSplits,
  type Dividing,
  findSplits,
  payout,
  walletsOfSplits,
} from '../rules/splits.js';
import {
  differentCurrenciesRefusal,
  findWallet,
  refuseUnlessActive,
  refuseIfClosed,
  sameWalletRefusal,
  findUsableWallet,
} from '../rules/wallets.js';

export interface TransferInput extends Remarks, Dividing {
  readonly fromWalletId: string;
  readonly toWalletId: string;
  /** True: viewers of the receiving wallet may read the metadata too. */
  readonly shareMetadata?: boolean | undefined;
}

/** One wallet's CASH → another's, in the same currency, at once. */
export const transfer = movement<TransferInput>({
  name: 'transfer',
  act: { owner: ({ fromWalletId }) => ({ wallet: fromWalletId }) },
  locks: (input) => locksOf([input]),
  decide(input, by, state) {
    const from = findUsableWallet(state, input.fromWalletId, by);
    if (isRefusal(from)) return from;
    if (input.toWalletId === from.id) return sameWalletRefusal();
    const to = findWallet(state, input.toWalletId);
    if (isRefusal(to)) return to;
    const refusal = refuseUnlessActive(from) ?? refuseIfClosed(to);
    if (refusal) return refusal;
    const amount = positiveAmountIn(state, from, input.amount);
    if (isRefusal(amount)) return amount;
    if (to.currency !== from.currency)
      return differentCurrenciesRefusal('transfer', from.currency, to.currency);
    const divided = findSplits(state, input, { wallet: from, amount: amount.minor, others: [to] });
    if (isRefusal(divided)) return divided;
    const short = refuseIfAvailableShort(state, from, amount.minor);
    if (short) return short;
    const transaction = completedTransaction(state, by, {
      kind: 'TRANSFER',
      amount: amount.minor,
      currency: from.currency,
      walletId: from.id,
      counterWalletId: to.id,
      details: input.shareMetadata ? SHARED_METADATA : {},
      ...divided,
      ...remarks(input),
    });
    return {
      transaction,
      postings: [
        walletPosting(from, 'CASH', 'POST', -amount.minor),
        ...payout(state, transaction, (rest) => walletPosting(to, 'CASH', 'POST', rest)),
      ],
    };
  },
});

function locksOf(inputs: readonly TransferInput[]): Locks {
  return {
    wallets: [
      ...inputs.flatMap(({ fromWalletId, toWalletId }) => [fromWalletId, toWalletId]),
      ...inputs.flatMap(walletsOfSplits),
    ],
    namedAccounts: inputs.flatMap(accountsOfSplits),
  };
}

export interface TransferManyInput {
  readonly inputs: readonly TransferInput[];
  /** Whether all succeed or none does. */
  readonly atomic: boolean;
}

/** Several transfers under one key, in order. Each sees the changes of those before it. */
export const transferMany = movementOfLines<TransferManyInput, TransferInput>({
  name: 'transferMany',
  locks: ({ inputs }) => locksOf(inputs),
  line: transfer,
  inputs: ({ inputs }) => inputs,
  atomic: ({ atomic }) => atomic,
});

export const transferKind = {
  kind: 'TRANSFER',
  mutations: { transaction: { transfer }, lines: { transferMany } },
  docs: {
    title: 'Transfer',
    about:
      'A payment from one wallet to another in the same currency. `transferMany` makes up to 1,000 of them in one commit, in order: each succeeds by itself, or all or none succeed.',
    wallets: WITH_CASH,
    begins: [['transfer'], ['transferMany']],
    reaches: { COMPLETED: ['transfer'] },
    divided: {
      begins: [['transfer with splits'], ['transferMany with splits']],
      reaches: { COMPLETED: ['transfer with splits'] },
    },
  },
} as const satisfies KindDefinition<'TRANSFER'>;
