import type { Movement, Posting, Transaction, Wallet } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import {
  decideIn,
  type MovementCase,
  transactionOnly,
  withAmount,
  withReason,
} from './case-builders.js';
import { ADMIN, money } from './inputs.js';
import { postings, Rows } from './locked-state.js';

/** 0.40 of 1.00 go to a wallet of `owner`, and 0.10 to FEES. Another wallet pays, or receives the rest. */
const PARTS = { receiver: 40n, fees: 10n, rest: 50n };

/** Every movement of a transaction with splits, on a wallet that receives one. */
export const SPLIT_CASES: Readonly<Record<string, MovementCase>> = {
  'deposit split': begins(movements.deposit, ({ id }) => ({ walletId: id })),
  'requestWithdrawal split': begins(movements.requestWithdrawal, ({ id }) => ({ walletId: id })),
  'purchase split': begins(movements.purchase, ({ id }) => ({ walletId: id })),
  'transfer split': begins(movements.transfer, ({ id }, rows) => ({
    ...{ fromWalletId: id, toWalletId: rows.wallet('third', 'USD').id },
  })),
  'transferMany split': {
    mutation: 'transferMany',
    decide: ({ by = ADMIN, status = 'ACTIVE', amount = money('1') }) => {
      const { rows, payer, receiver } = wallets(status);
      const line = { fromWalletId: payer.id, toWalletId: rows.wallet('third', 'USD').id, amount };
      const inputs = [{ ...line, splits: splitsTo(receiver) }];
      return decideIn(movements.transferMany, { inputs, atomic: true }, by, rows);
    },
  },
  'approveWithdrawal split': continues(movements.approveWithdrawal, 'PENDING', transactionOnly),
  'completePurchase split': continues(movements.completePurchase, 'PENDING', withAmount),
  'failDeposit split': continues(movements.failDeposit, 'COMPLETED', withReason),
  'failPurchase split': continues(movements.failPurchase, 'COMPLETED', withReason),
  'refundPurchase split': continues(movements.refundPurchase, 'COMPLETED', withAmount),
  'reverseTransaction split': continues(movements.reverseTransaction, 'COMPLETED', withReason),
};

function splitsTo({ id }: Wallet) {
  return [
    { to: { walletId: id }, amount: money('0.4'), label: 'merchant' },
    { to: { systemAccount: 'FEES' }, amount: money('0.1'), label: 'fee' },
  ];
}

function wallets(status: Wallet['status']) {
  const rows = new Rows();
  const receiver = rows.wallet('owner', 'USD', { CASH: 500n }, status);
  const payer = rows.wallet('other', 'USD', { CASH: 500n, HELD: 100n });
  return { rows, payer, receiver };
}

/** @param input names the wallet that pays, or receives the rest of a deposit */
function begins<I>(
  movement: Movement<I & { splits: ReturnType<typeof splitsTo>; amount: ReturnType<typeof money> }>,
  input: (payer: Wallet, rows: Rows) => I,
): MovementCase {
  return {
    mutation: movement.name,
    decide: ({ by = ADMIN, status = 'ACTIVE', amount = money('1') }) => {
      const { rows, payer, receiver } = wallets(status);
      const splits = splitsTo(receiver);
      return decideIn(movement, { ...input(payer, rows), amount, splits }, by, rows);
    },
  };
}

const KIND_OF: Readonly<Record<string, 'DEPOSIT' | 'WITHDRAWAL' | 'PURCHASE'>> = {
  failDeposit: 'DEPOSIT',
  approveWithdrawal: 'WITHDRAWAL',
  completePurchase: 'PURCHASE',
  failPurchase: 'PURCHASE',
  refundPurchase: 'PURCHASE',
  reverseTransaction: 'WITHDRAWAL',
};

function continues<I>(
  movement: Movement<I>,
  transactionStatus: Transaction['status'],
  input: (transaction: Transaction, amount: ReturnType<typeof money>) => I,
): MovementCase {
  return {
    mutation: movement.name,
    decide: ({ by = ADMIN, status = 'ACTIVE', amount = money('1') }) => {
      const { rows, payer, receiver } = wallets(status);
      const kind = KIND_OF[movement.name] ?? 'PURCHASE';
      const transaction = rows.transaction(
        {
          ...{ kind, status: transactionStatus, amount: 100n, walletId: payer.id },
          furtherWalletIds: [receiver.id],
          splits: [
            { walletId: receiver.id, amount: PARTS.receiver, label: 'merchant' },
            { systemAccount: rows.ownAccount('FEES'), amount: PARTS.fees, label: 'fee' },
          ],
        },
        postingsOf(kind, transactionStatus, payer, receiver),
      );
      return decideIn(movement, input(transaction, amount), by, rows);
    },
  };
}

function postingsOf(
  kind: 'DEPOSIT' | 'WITHDRAWAL' | 'PURCHASE',
  status: Transaction['status'],
  payer: Wallet,
  receiver: Wallet,
): Posting[] {
  const held = kind === 'DEPOSIT' ? [] : postings(payer, 'HOLD', { CASH: -100n, HELD: 100n });
  if (status === 'PENDING') return held;
  const paid = {
    DEPOSIT: { EXTERNAL: -100n, CASH: PARTS.rest },
    WITHDRAWAL: { HELD: -100n, EXTERNAL: PARTS.rest },
    PURCHASE: { HELD: -100n, SALES: PARTS.rest },
  }[kind];
  const fees = { walletId: null, kind: new Rows().ownAccount('FEES'), currency: 'USD' };
  return [
    ...held,
    ...postings(payer, 'POST', paid),
    ...postings(receiver, 'POST', { CASH: PARTS.receiver }),
    { account: fees, phase: 'POST', amount: PARTS.fees },
  ];
}
