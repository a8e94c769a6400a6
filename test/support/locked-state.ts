import { randomUUID } from 'node:crypto';
import { BatchState, type LoadedRows } from '../../src/ledger/batch-state.js';
import {
  type ExchangeQuote,
  type LockedState,
  type Movement,
  type Changes,
  type Transaction,
  type Wallet,
} from '../../src/ledger/index.js';
import type { Viewer } from '../../src/domain/viewer.js';
import { isRefusal, type SystemAccount, type WalletAccount } from '../../src/domain/index.js';

export const NOW = new Date('2026-11-21T12:00:00.000Z');

const CURRENCIES = new Map(
  [
    { code: 'USD', digits: 2, name: 'US Dollar' },
    { code: 'EUR', digits: 2, name: 'Euro' },
    { code: 'COIN', digits: 0, name: 'Coin' },
  ].map((currency) => [currency.code, currency]),
);

/** What stands in a wallet's accounts, in minor units. */
export type Holdings = Partial<Record<WalletAccount, bigint>>;

/** Rows for a small locked state, each made as it is wanted. */
export class Rows {
  readonly wallets: Wallet[] = [];
  readonly transactions: Transaction[] = [];
  readonly heads: LoadedRows['heads'][number][] = [];
  readonly postings = new Map<string, NonNullable<Changes['postings']>>();
  readonly followers: Transaction[] = [];
  readonly creditLines = new Map<string, { approved: boolean; limit: bigint; seq: number }>();
  readonly lastBonuses = new Map<string, Date>();
  readonly quotes: ExchangeQuote[] = [];
  readonly usedQuotes: string[] = [];
  /** Where the house's accounts come to be that `house` has not made. */
  shard: LoadedRows['shard'];

  wallet(
    ownerId: string,
    currency: string,
    holdings: Holdings = {},
    status: Wallet['status'] = 'ACTIVE',
  ): Wallet {
    const wallet: Wallet = {
      ...{ id: randomUUID(), ownerId, currency, status, createdAt: NOW },
      ...{ statusReason: null, statusChangedBy: null, statusChangedAt: null },
    };
    this.wallets.push(wallet);
    for (const [kind, balance] of Object.entries(holdings))
      this.#head({ walletId: wallet.id, kind: kind as WalletAccount, currency }, balance);
    return wallet;
  }

  house(currency: string, kind: SystemAccount, balance = 0n): void {
    this.#head({ walletId: null, kind, currency }, balance);
  }

  /** A transaction that was written before, with its postings. */
  transaction(
    what: Partial<Transaction> & Pick<Transaction, 'walletId'>,
    postings: NonNullable<Changes['postings']> = [],
  ): Transaction {
    const transaction: Transaction = {
      ...{ id: randomUUID(), kind: 'TRANSFER', status: 'COMPLETED', currency: 'USD', amount: 500n },
      ...{
        counterWalletId: null,
        originalId: null,
        quoteId: null,
        reference: null,
        description: null,
        metadata: {},
        details: {},
      },
      ...{ statusReason: null, initiatedBy: 'somebody', createdAt: NOW, completedAt: NOW },
      ...{ expiresAt: null, statusChangedBy: null, statusChangedAt: null },
      ...what,
    };
    this.transactions.push(transaction);
    this.postings.set(transaction.id, postings);
    if (transaction.originalId) this.followers.push(transaction);
    return transaction;
  }

  state(): BatchState {
    const settings = { dailyBonus: new Map([['COIN', 5n]]) };
    return new BatchState({ now: NOW, currencies: CURRENCIES, settings, ...this });
  }

  #head(
    name: { walletId: string | null; kind: WalletAccount | SystemAccount; currency: string },
    balance: bigint,
  ): void {
    this.heads.push({ ...name, accountId: randomUUID(), seq: 1, balance, lastAt: NOW });
  }
}

/** The refusal's code, or what follows. */
export function decision<I>(
  movement: Movement<I>,
  input: I,
  by: Viewer,
  state: LockedState,
): string | Changes {
  const decided = movement.decide(input, by, state);
  if ('lines' in decided) throw new Error('it has several lines');
  return isRefusal(decided) ? decided.code : decided;
}
