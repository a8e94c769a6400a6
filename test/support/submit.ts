import type { Viewer } from '../../src/auth/viewer.js';
import type { Result } from '../../src/ledger/index.js';
import {
  adjustBalance,
  closeWallet,
  deposit,
  freezeWallet,
  openWallet,
  reverseTransaction,
  transfer,
  unfreezeWallet,
} from '../../src/movements/index.js';
import { money, type TestGateway } from './book.js';
import type { Ask } from './model.js';

const reason = 'as the model wants it';

/** Sends what is asked to the real ledger. */
export function submit(gateway: TestGateway, ask: Ask, by: Viewer, key: string): Promise<Result> {
  const { ledger } = gateway.book;
  switch (ask.do) {
    case 'openWallet':
      return ledger.submit(openWallet, { ownerId: ask.ownerId, currency: ask.currency }, by, key);
    case 'deposit':
      return ledger.submit(
        deposit,
        { walletId: ask.walletId, amount: money(ask.amount, ask.currency) },
        by,
        key,
      );
    case 'transfer': {
      const { fromWalletId, toWalletId } = ask;
      return ledger.submit(
        transfer,
        { fromWalletId, toWalletId, amount: money(ask.amount, ask.currency) },
        by,
        key,
      );
    }
    case 'adjustBalance': {
      const { walletId, direction } = ask;
      return ledger.submit(
        adjustBalance,
        { walletId, direction, amount: money(ask.amount, ask.currency), reason },
        by,
        key,
      );
    }
    case 'reverseTransaction':
      return ledger.submit(
        reverseTransaction,
        { transactionId: ask.transactionId, reason },
        by,
        key,
      );
    default: {
      const movement = { freezeWallet, unfreezeWallet, closeWallet }[ask.do];
      return ledger.submit(movement, { walletId: ask.walletId, reason }, by, key);
    }
  }
}
