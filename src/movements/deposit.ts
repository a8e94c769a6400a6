import { isOwnRequest, isProgram, mayPayInto } from '../auth/index.js';
import { type Movement, type Posting, type Wallet } from '../ledger/index.js';
import type { Amount } from '../money/index.js';
import { hasAvailable, openFor, type MoneyInput } from './rules/amounts.js';
import { completed, onHouse, onWallet, pending, remarks, type Remarks } from './rules/records.js';
import { invalid, isReversed, transition } from './rules/transition.js';
import { mayReceive, selfApproval, walletNotFound } from './rules/wallets.js';
import { isRefusal, type Phase } from '../domain/index.js';

export interface DepositInput extends Remarks {
  readonly walletId: string;
  readonly amount: MoneyInput;
}

/** Money that came from outside: EXTERNAL → the wallet's CASH, at once. */
export const deposit: Movement<DepositInput> = {
  name: 'deposit',
  locks: ({ walletId }) => ({ wallets: [walletId], house: ['EXTERNAL'] }),
  decide(input, by, state) {
    const receiving = openFor(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const transaction = completed(state, by, {
      kind: 'DEPOSIT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      ...remarks(input),
    });
    return {
      transaction,
      postings: paidIn(wallet, 'POST', minor),
      answer: { transactionId: transaction.id },
    };
  },
};

/** Money that is announced: it moves nothing until it is confirmed. */
export const initiateDeposit: Movement<DepositInput> = {
  name: 'initiateDeposit',
  locks: ({ walletId }) => ({ wallets: [walletId] }),
  decide(input, by, state) {
    const announced = state.wallet(input.walletId);
    if (!announced || !mayPayInto(by, announced)) return walletNotFound();
    const receiving = openFor(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const transaction = pending(state, by, {
      kind: 'DEPOSIT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      ...remarks(input),
    });
    return { transaction, answer: { transactionId: transaction.id } };
  },
};

/**
 * The announced money has come. A program may confirm what it announced itself, for it passes on what its
 * payment provider says; a person may not, whatever other roles they have.
 */
export const confirmDeposit = transition<{ readonly transactionId: string }>({
  name: 'confirmDeposit',
  kind: 'DEPOSIT',
  from: ['PENDING'],
  to: 'COMPLETED',
  house: ['EXTERNAL'],
  postings: ({ transaction, wallet, by }) => {
    if (!isProgram(by) && isOwnRequest(by, transaction, wallet)) return selfApproval();
    return mayReceive(wallet) ?? paidIn(wallet, 'POST', transaction.amount);
  },
});

/** It has not come, or was taken back by who paid it: once, and only what is still there. */
export const failDeposit = transition<{ readonly transactionId: string; readonly reason: string }>({
  name: 'failDeposit',
  kind: 'DEPOSIT',
  from: ['PENDING', 'COMPLETED'],
  to: 'FAILED',
  house: ['EXTERNAL'],
  postings: ({ transaction, wallet, state }) => {
    if (transaction.status === 'PENDING') return [];
    if (isReversed(state, transaction.id))
      return invalid('The DEPOSIT has been reversed already: there is nothing of it to take back.');
    return (
      mayReceive(wallet) ??
      hasAvailable(state, wallet, transaction.amount) ??
      paidIn(wallet, 'REVERT', -transaction.amount)
    );
  },
});

function paidIn(wallet: Wallet, phase: Phase, amount: Amount): Posting[] {
  return [
    onHouse(wallet.currency, 'EXTERNAL', phase, -amount),
    onWallet(wallet, 'CASH', phase, amount),
  ];
}
