import type { Viewer } from '../auth/viewer.js';
import {
  isRefusal,
  type LockedState,
  type Movement,
  type Plan,
  type Refusal,
} from '../ledger/index.js';
import { openFor, unknownCurrency, type MoneyInput } from './rules/amounts.js';
import { completed, onHouse, onWallet } from './rules/records.js';

interface EarningLine {
  readonly walletId: string;
  readonly amount: MoneyInput;
}

export interface DistributeEarningsInput {
  readonly lines: readonly EarningLine[];
  readonly memo?: string | undefined;
}

/** EARNINGS → the CASH of each line's wallet, each line a transaction that stands or is refused by itself. */
export const distributeEarnings: Movement<DistributeEarningsInput> = {
  name: 'distributeEarnings',
  locks: ({ lines }) => ({ wallets: lines.map((line) => line.walletId), house: ['EARNINGS'] }),
  decide({ lines, memo }, by, state) {
    // Of what was paid in all there would be no way to tell.
    const unknown = lines.find(({ amount }) => !state.currency(amount.currency));
    if (unknown) return unknownCurrency(unknown.amount.currency);
    return {
      atomic: false,
      lines: lines.map((line) => () => earning(line, memo, by, state)),
    };
  },
};

function earning(
  line: EarningLine,
  memo: string | undefined,
  by: Viewer,
  state: LockedState,
): Plan | Refusal {
  const receiving = openFor(state, line);
  if (isRefusal(receiving)) return receiving;
  const { wallet, minor } = receiving;
  const transaction = completed(state, by, {
    kind: 'EARNING',
    amount: minor,
    currency: wallet.currency,
    walletId: wallet.id,
    description: memo ?? null,
  });
  return {
    transaction,
    postings: [
      onHouse(wallet.currency, 'EARNINGS', 'POST', -minor),
      onWallet(wallet, 'CASH', 'POST', minor),
    ],
    answer: { transactionId: transaction.id },
  };
}
