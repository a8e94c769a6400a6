import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Viewer } from '../../src/auth/viewer.js';
import type { Result } from '../../src/ledger/index.js';
import { admin, done, service, TestGateway, useBook } from '../support/book.js';
import { LIMITS, type Ask } from '../support/model.js';
import { submit } from '../support/submit.js';

let other: TestGateway;
afterAll(() => other.close()); // stated before the book's own, which drops the database
const at = useBook();

beforeAll(async () => {
  other = await TestGateway.open(at.database.url, { writers: 3, batchMax: 9 });
});

const RUNS = Math.ceil(Number(process.env['ONEBOOK_MODEL_RUNS'] ?? 60) / 3);
const WALLETS = 4;
const BEGINNING = 2_000n;

interface Step {
  readonly do: 'deposit' | 'transfer' | 'adjust' | 'reverse' | 'freeze' | 'unfreeze';
  readonly a: number;
  readonly b: number;
  readonly cents: number;
  readonly debit: boolean;
  /** Several commands may come under one key, also with other inputs. */
  readonly key: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.oneof(
    { weight: 8, arbitrary: fc.constant('transfer' as const) },
    { weight: 2, arbitrary: fc.constantFrom('deposit', 'adjust', 'reverse') },
    { weight: 1, arbitrary: fc.constantFrom('freeze', 'unfreeze', 'unfreeze', 'unfreeze') },
  ),
  a: fc.nat(WALLETS - 1),
  b: fc.nat(WALLETS - 1),
  cents: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(1_000, 2_000, 2_001)),
  debit: fc.boolean(),
  key: fc.nat(99),
});

interface Sent {
  readonly ask: Ask;
  readonly by: Viewer;
  readonly key: string;
  readonly result: Result;
}

/** What a command does to which wallets if it is done. Reversals are looked up. */
function effectsOf(
  ask: Ask,
  byTransaction: ReadonlyMap<string, Ask>,
): [wallet: string, change: bigint][] {
  const cents = 'amount' in ask ? BigInt(ask.amount.replace('.', '')) : 0n;
  switch (ask.do) {
    case 'deposit':
      return [[ask.walletId, cents]];
    case 'adjustBalance':
      return [[ask.walletId, ask.direction === 'DEBIT' ? -cents : cents]];
    case 'transfer':
      return [
        [ask.fromWalletId, -cents],
        [ask.toWalletId, cents],
      ];
    case 'reverseTransaction': {
      const original = byTransaction.get(ask.transactionId);
      if (!original) throw new Error('a transaction was reversed that none of the commands made');
      return effectsOf(original, byTransaction).map(([wallet, change]) => [wallet, -change]);
    }
    default:
      return [];
  }
}

function askFor(one: Step, wallets: readonly string[], transactions: readonly string[]): Ask {
  const a = wallets[one.a] ?? '';
  const money = { amount: (one.cents / 100).toFixed(2), currency: 'USD' };
  switch (one.do) {
    case 'deposit':
      return { do: 'deposit', walletId: a, ...money };
    case 'adjust':
      return {
        do: 'adjustBalance',
        walletId: a,
        direction: one.debit ? 'DEBIT' : 'CREDIT',
        ...money,
      };
    case 'transfer':
      return { do: 'transfer', fromWalletId: a, toWalletId: wallets[one.b] ?? '', ...money };
    case 'reverse':
      return {
        do: 'reverseTransaction',
        transactionId: transactions[one.cents % transactions.length] ?? '',
      };
    default:
      return { do: one.do === 'freeze' ? 'freezeWallet' : 'unfreezeWallet', walletId: a };
  }
}

const inputOf = ({ ask }: Sent): string => JSON.stringify(ask);
const wasDone = ({ result }: Sent): boolean => 'done' in result.outcome;

/** One outcome a key: one first answer, the rest replays of it, and other inputs refused. */
function expectOneWinner(sent: readonly Sent[]): void {
  const conflicts = (one: Sent): boolean =>
    'refused' in one.result.outcome && one.result.outcome.refused.code === 'IDEMPOTENCY_CONFLICT';
  const answered = sent.filter((one) => !conflicts(one));
  expect(answered.filter((one) => !one.result.replayed)).toHaveLength(1);
  const [winner] = answered;
  for (const one of answered) {
    expect(inputOf(one)).toBe(winner && inputOf(winner));
    expect(one.result.outcome).toEqual(winner?.result.outcome);
  }
  for (const one of sent.filter(conflicts))
    expect(inputOf(one)).not.toBe(winner && inputOf(winner));
}

function groupBy<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(name(item), [...(groups.get(name(item)) ?? []), item]);
  return groups;
}

test(`${RUNS} times bursts of commands over two gateways: the results explain the balances`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 5, maxLength: 50 }), { minLength: 2, maxLength: 4 }),
      async (bursts) => {
        const run = randomUUID();
        const wallets = await Promise.all(
          Array.from({ length: WALLETS }, (_, i) =>
            at.gateway.wallet(`${run} ${i}`, 'USD', '20.00'),
          ),
        );
        const first = await at.gateway.transfer(wallets[0] ?? '', wallets[1] ?? '', '1.00', 'USD');
        const firstAsk: Ask = {
          do: 'transfer',
          fromWalletId: wallets[0] ?? '',
          toWalletId: wallets[1] ?? '',
          amount: '1.00',
          currency: 'USD',
        };
        const made = new Map<string, Ask>([[done(first).transactionId ?? '', firstAsk]]);
        const sent: Sent[] = [{ ask: firstAsk, by: service, key: 'first', result: first }];
        for (const burst of bursts) {
          const transactions = [...made.keys()];
          const answers = await Promise.all(
            burst.map(async (one, index): Promise<Sent> => {
              const ask = askFor(one, wallets, transactions);
              const by = one.do === 'transfer' || one.do === 'deposit' ? service : admin;
              const key = `${run} ${one.key}`;
              return {
                ask,
                by,
                key,
                result: await submit(index % 2 ? other : at.gateway, ask, by, key),
              };
            }),
          );
          for (const one of answers) {
            if (!wasDone(one)) continue;
            const { transactionId } = done(one.result);
            if (transactionId && one.ask.do !== 'reverseTransaction')
              made.set(transactionId, one.ask);
          }
          sent.push(...answers);
        }
        await expectExplained(wallets, sent, made);
      },
    ),
    { ...LIMITS, numRuns: RUNS },
  );
  const { rows } = await at.owner.query(
    `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`,
  );
  expect(rows).toEqual([{ deadlocks: '0' }]);
}, 300_000);

async function expectExplained(
  wallets: readonly string[],
  sent: readonly Sent[],
  made: ReadonlyMap<string, Ask>,
): Promise<void> {
  for (const same of groupBy(sent, (one) => `${one.by.id} ${one.key}`).values())
    expectOneWinner(same);

  const firsts = sent.filter((one) => wasDone(one) && !one.result.replayed);
  const balances = new Map(wallets.map((wallet) => [wallet, BEGINNING]));
  const changes = new Map(wallets.map((wallet) => [wallet, 1]));
  for (const { ask } of firsts)
    for (const [wallet, change] of effectsOf(ask, made)) {
      balances.set(wallet, (balances.get(wallet) ?? 0n) + change);
      changes.set(wallet, (changes.get(wallet) ?? 0) + 1);
    }
  const reader = at.gateway.book.read();
  const found = await reader.balances(wallets);
  await reader.end();
  for (const wallet of wallets) {
    expect(found.get(wallet)).toMatchObject({
      available: balances.get(wallet),
      held: 0n,
      version: changes.get(wallet),
    });
    expect(found.get(wallet)?.available).toBeGreaterThanOrEqual(0n);
  }

  const reversals = firsts.flatMap(({ ask }) =>
    ask.do === 'reverseTransaction' ? [ask.transactionId] : [],
  );
  expect(new Set(reversals).size).toBe(reversals.length);
  for (const { result } of sent) {
    if (!('refused' in result.outcome) || result.outcome.refused.code !== 'INSUFFICIENT_FUNDS')
      continue;
    const { available, required } = result.outcome.refused;
    expect(available.amount < required.amount && available.amount >= 0n).toBe(true);
  }
  expect(await at.gateway.book.verify()).toMatchObject({ healthy: true, findings: [] });
}
