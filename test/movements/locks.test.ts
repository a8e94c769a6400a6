import { describe, expect, test } from '@jest/globals';
import { type Changes, type Posting } from '../../src/ledger/index.js';
import { decideCase, MOVEMENT_CASES, type DecidedCase } from '../support/movement-cases.js';
import { isRefusal, walletIdsOf } from '../../src/domain/index.js';

/** Movements that an active wallet refuses, and one that is its owner's and not of the cases' caller. */
const REFUSED = ['unfreezeWallet', 'closeWallet', 'setWalletDisplayName'];

function planOf({ decided }: DecidedCase): Changes {
  if (isRefusal(decided)) throw new Error(decided.message);
  return decided;
}

const NAMES = Object.keys(MOVEMENT_CASES).filter((name) => !REFUSED.includes(name));

describe('every movement posts balanced entries to what it locks', () => {
  test.each(NAMES)(
    'the postings of %s sum to zero in each currency and phase, and none is of zero',
    (name) => {
      const sums = new Map<string, bigint>();
      for (const { account, phase, amount } of planOf(decideCase(name)).postings ?? []) {
        const group = `${account.currency} ${phase}`;
        sums.set(group, (sums.get(group) ?? 0n) + amount);
        expect(amount).not.toBe(0n);
      }
      expect([...sums.values()].filter((sum) => sum !== 0n)).toEqual([]);
    },
  );

  test.each(NAMES)('%s locks every wallet and account that it posts to', (name) => {
    const asked = decideCase(name);
    const { wallets, house } = locked(asked);
    for (const { account } of planOf(asked).postings ?? []) {
      if (account.walletId === null) expect(house).toContain(account.kind);
      else expect(wallets).toContain(account.walletId);
    }
  });

  test.each(NAMES)('%s posts in the currency of the wallet', (name) => {
    const asked = decideCase(name);
    for (const { account } of planOf(asked).postings ?? []) {
      const wallet = asked.rows.wallets.find(({ id }) => id === account.walletId);
      if (account.walletId !== null) expect(account.currency).toBe(wallet?.currency);
    }
  });

  test('the movements lock exactly the system accounts that they post to', () => {
    const posted = new Set<string>();
    const houses = new Set<string>();
    for (const name of NAMES) {
      const asked = decideCase(name);
      for (const kind of asked.locks.systemAccounts ?? []) houses.add(kind);
      for (const { name: own } of asked.locks.namedAccounts ?? []) houses.add(own);
      for (const { account } of planOf(asked).postings ?? [])
        if (account.walletId === null) posted.add(account.kind);
    }
    expect(posted).toEqual(houses);
  });
});

/**
 * What `Locks` covers: the wallets of a transaction too, and with `entries` the accounts of its
 * entries.
 */
function locked({ rows, locks }: DecidedCase): { wallets: string[]; house: string[] } {
  const transactions = rows.transactions.filter(({ id }) => locks.transactions?.includes(id));
  const quotes = rows.quotes.filter(({ id }) => locks.quotes?.includes(id));
  const entries: Posting[] = locks.entries
    ? transactions.flatMap(({ id }) => [...(rows.postings.get(id) ?? [])])
    : [];
  return {
    wallets: [
      ...(locks.wallets ?? []),
      ...transactions.flatMap(walletIdsOf),
      ...quotes.flatMap(({ fromWalletId, toWalletId }) => [fromWalletId, toWalletId]),
    ],
    house: [
      ...(locks.systemAccounts ?? []),
      ...(locks.namedAccounts ?? []).map(({ name }) => name),
      ...entries.map(({ account }) => account.kind),
      ...transactions.flatMap(({ splits }) =>
        splits.flatMap((split) => ('systemAccount' in split ? [split.systemAccount] : [])),
      ),
    ],
  };
}
