import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Viewer } from '../../src/auth/viewer.js';
import type { Result } from '../../src/ledger/index.js';
import { admin, member, service, useBook } from '../support/book.js';
import { amountText, LIMITS, Model, type Ask, type Expected } from '../support/model.js';
import { submit } from '../support/submit.js';

const at = useBook();

/** How many sequences, how many commands in each at most, and how many side by side, sharing commits. */
const RUNS = Number(process.env['ONEBOOK_MODEL_RUNS'] ?? 60);
const COMMANDS = 55;
const SIDE_BY_SIDE = 4;

/** A command before it is known what there is: numbers choose among the wallets and transactions so far. */
interface Step {
  readonly do: Ask['do'] | 'resend' | 'otherInput';
  readonly a: number;
  readonly b: number;
  readonly by: number;
  readonly amount: { readonly near: boolean; readonly off: bigint; readonly text: string };
  readonly currency: 'its own' | 'USD' | 'JPY' | 'BHD' | 'ZZZ';
  readonly debit: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.oneof(
    { weight: 3, arbitrary: fc.constant('openWallet' as const) },
    { weight: 4, arbitrary: fc.constantFrom('deposit', 'adjustBalance', 'reverseTransaction') },
    { weight: 7, arbitrary: fc.constant('transfer' as const) },
    { weight: 2, arbitrary: fc.constantFrom('freezeWallet', 'unfreezeWallet', 'closeWallet') },
    { weight: 1, arbitrary: fc.constant('resend' as const) },
    { weight: 1, arbitrary: fc.constant('otherInput' as const) },
  ),
  a: fc.nat(11),
  b: fc.nat(11),
  by: fc.nat(3),
  amount: fc.record({
    near: fc.boolean(),
    off: fc.constantFrom(-1n, 0n, 0n, 0n, 1n),
    text: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 30 }).map(String) },
      { weight: 2, arbitrary: fc.constantFrom('0.5', '1.50', '007', '1.5', '2.000') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '0',
          '0.00',
          '0.0001',
          '1.00000',
          '9'.repeat(39),
          `1${'0'.repeat(40)}.5`,
        ),
      },
    ),
  }),
  currency: fc.oneof(
    { weight: 8, arbitrary: fc.constant('its own' as const) },
    { weight: 1, arbitrary: fc.constantFrom('USD', 'JPY', 'BHD', 'ZZZ') },
  ),
  debit: fc.boolean(),
});

interface Sent {
  readonly ask: Ask;
  readonly by: Viewer;
  readonly key: string;
  readonly result: Result;
}

/** One sequence against the book and the model side by side, with owners of its own. */
class Sequence {
  readonly model = new Model();
  readonly sent: Sent[] = [];
  readonly #run = randomUUID();

  async take(one: Step): Promise<void> {
    if (one.do === 'resend' || one.do === 'otherInput') return this.#again(one);
    const ask = this.#ask(one, one.do);
    const by = this.#caller(one, ask);
    const expected = this.model.expect(ask, {
      id: by.id,
      anyWallet: by.roles.some((role) => role === 'SERVICE' || role === 'ADMIN'),
    });
    const key = randomUUID();
    const result = await submit(at.gateway, ask, by, key);
    this.sent.push({ ask, by, key, result });
    this.#compare(result, expected, ask);
  }

  /** An earlier key: with its input the first outcome again, with another input a conflict. Nothing is done. */
  async #again(one: Step): Promise<void> {
    const earlier = this.sent[(one.a * 12 + one.b) % Math.max(1, this.sent.length)];
    if (!earlier) return;
    const { by, key, result } = earlier;
    if (one.do === 'resend') {
      const again = await submit(at.gateway, earlier.ask, by, key);
      expect(again).toEqual({ outcome: result.outcome, replayed: true });
      return;
    }
    const other: Ask =
      earlier.ask.do === 'deposit'
        ? { ...earlier.ask, amount: `${earlier.ask.amount}1` }
        : { do: 'deposit', walletId: randomUUID(), amount: '1', currency: 'JPY' };
    expect(await submit(at.gateway, other, by, key)).toMatchObject({
      outcome: { refused: { code: 'IDEMPOTENCY_CONFLICT' } },
      replayed: false,
    });
  }

  #compare({ outcome, replayed }: Result, expected: Expected, ask: Ask): void {
    if (expected.refusals.length > 0) {
      const code = 'refused' in outcome ? outcome.refused.code : `DONE ${JSON.stringify(ask)}`;
      expect(expected.refusals).toContain(code);
      if (expected.short && 'refused' in outcome && outcome.refused.code === 'INSUFFICIENT_FUNDS')
        expect([outcome.refused.available.amount, outcome.refused.required.amount]).toEqual([
          expected.short.available,
          expected.short.required,
        ]);
      return;
    }
    if ('refused' in outcome)
      throw new Error(
        `${outcome.refused.code} for ${JSON.stringify(ask)}: ${outcome.refused.message}`,
      );
    expect(replayed).toBe(expected.presentWalletId !== undefined);
    if (expected.presentWalletId) expect(outcome.done.walletId).toBe(expected.presentWalletId);
    expected.then(outcome.done.transactionId ?? outcome.done.walletId ?? '');
  }

  /** Every figure of every balance. */
  async expectSameBalances(): Promise<void> {
    const reader = at.gateway.book.read();
    const found = await reader.balances([...this.model.wallets.keys()]);
    const wallets = await reader.wallets([...this.model.wallets.keys()]);
    await reader.end();
    for (const { id, currency, cash, changes, status } of this.model.wallets.values()) {
      const figures = { available: cash, spendable: cash, held: 0n, cash, credit: 0n, total: cash };
      expect(found.get(id)).toEqual({ currency, ...figures, version: changes });
      expect(wallets.get(id)?.status).toBe(status);
    }
  }

  #ask(one: Step, what: Ask['do']): Ask {
    const wallet = this.#wallet(one.a);
    const money = this.#money(one, wallet);
    switch (what) {
      case 'openWallet':
        return {
          do: what,
          ownerId: this.#owner(one.a),
          currency:
            one.currency === 'its own' ? (['USD', 'JPY', 'BHD'][one.b % 3] ?? '') : one.currency,
        };
      case 'deposit':
        return { do: what, walletId: wallet, ...money };
      case 'transfer':
        return { do: what, fromWalletId: wallet, toWalletId: this.#wallet(one.b), ...money };
      case 'adjustBalance':
        return { do: what, walletId: wallet, direction: one.debit ? 'DEBIT' : 'CREDIT', ...money };
      case 'reverseTransaction':
        return {
          do: what,
          transactionId: [...this.model.transactions.keys()].at(-1 - one.a) ?? randomUUID(),
        };
      default:
        return { do: what, walletId: wallet };
    }
  }

  /** Around the balance of the wallet that pays as often as not: there the rules decide. */
  #money({ amount, currency }: Step, walletId: string): { amount: string; currency: string } {
    const wallet = this.model.wallets.get(walletId);
    const of = currency === 'its own' ? (wallet?.currency ?? 'USD') : currency;
    const near = (wallet?.cash ?? 0n) + amount.off;
    return {
      amount:
        amount.near && near >= 0n && of in { USD: 1, JPY: 1, BHD: 1 }
          ? amountText(near, of)
          : amount.text,
      currency: of,
    };
  }

  #owner(choice: number): string {
    return `${['ann', 'ben', 'cat'][choice % 3] ?? ''} ${this.#run}`;
  }

  /** A few wallets, so that they meet; now and then one that there is not. */
  #wallet(choice: number): string {
    return choice === 11
      ? randomUUID()
      : ([...this.model.wallets.keys()][choice % Math.max(1, this.model.wallets.size)] ??
          randomUUID());
  }

  #caller({ by }: Step, ask: Ask): Viewer {
    if (ask.do === 'transfer') return by === 0 ? service : member(this.#owner(by));
    return by % 2 === 0 ? service : admin;
  }
}

async function carryOut(steps: readonly Step[]): Promise<readonly Sent[]> {
  const sequence = new Sequence();
  // Wallets to begin with, or most commands would find none.
  for (const b of [0, 0, 1]) {
    const opening = {
      do: 'openWallet',
      a: sequence.sent.length,
      b,
      by: 0,
      currency: 'its own',
      debit: false,
    } as const;
    await sequence.take({ ...opening, amount: { near: false, off: 0n, text: '1' } });
  }
  for (const [index, one] of steps.entries()) {
    await sequence.take(one);
    if (index % 10 === 9) await sequence.expectSameBalances();
  }
  await sequence.expectSameBalances();
  return sequence.sent;
}

test(`${RUNS} sequences of commands lead to what the model says`, async () => {
  const seen = new Map<string, number>();
  const sequences = fc.array(fc.array(step, { minLength: 25, maxLength: COMMANDS }), {
    minLength: SIDE_BY_SIDE,
    maxLength: SIDE_BY_SIDE,
  });
  await fc.assert(
    fc.asyncProperty(sequences, async (all) => {
      const sent = await Promise.all(all.map(carryOut));
      expect(await at.gateway.book.verify()).toMatchObject({ healthy: true, findings: [] });
      for (const { ask, result } of sent.flat()) {
        const what = `${ask.do} ${'refused' in result.outcome ? result.outcome.refused.code : 'done'}`;
        seen.set(what, (seen.get(what) ?? 0) + 1);
      }
    }),
    { ...LIMITS, numRuns: Math.ceil(RUNS / SIDE_BY_SIDE) },
  );
  // The sequences did reach the rules; counted over all, so that no single seed decides.
  if (RUNS < 60) return;
  const reached = [...seen.keys()];
  for (const what of [
    'openWallet',
    'deposit',
    'transfer',
    'adjustBalance',
    'reverseTransaction',
    'freezeWallet',
    'unfreezeWallet',
    'closeWallet',
  ])
    expect(reached).toContain(`${what} done`);
  for (const what of [
    'transfer INSUFFICIENT_FUNDS',
    'transfer WALLET_NOT_FOUND',
    'transfer WALLET_NOT_ACTIVE',
    'transfer CURRENCY_MISMATCH',
    'transfer SAME_WALLET',
    'deposit INVALID_AMOUNT',
    'adjustBalance INSUFFICIENT_FUNDS',
    'reverseTransaction INVALID_TRANSITION',
    'freezeWallet INVALID_TRANSITION',
    'closeWallet WALLET_NOT_EMPTY',
    'openWallet UNKNOWN_CURRENCY',
  ])
    expect(reached).toContain(what);
}, 300_000);
