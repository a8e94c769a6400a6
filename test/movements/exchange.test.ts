import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import fc from 'fast-check';
import { convert, parseDecimal } from '../../src/money/decimal.js';
import { exchange, quoteExchange } from '../../src/movements/index.js';
import { openQuote } from '../support/movement-cases.js';
import { decision, NOW, outcome, plan, posted, Rows } from '../support/locked-state.js';
import { money, OWNER, SERVICE, viewerWith } from '../support/inputs.js';

/** The decision on a quote between two wallets of one owner, the first with 5.00. */
function quote(amount: string, rate: string, from = 'USD', to = 'EUR') {
  const rows = new Rows();
  const wallets = [rows.wallet('owner', from, { CASH: 500n }), rows.wallet('owner', to)] as const;
  const input = { fromWalletId: wallets[0].id, toWalletId: wallets[1].id };
  const terms = { amount: money(amount, from), rate: parseDecimal(rate), expiresInSeconds: 60 };
  return decision(quoteExchange, { ...input, ...terms }, SERVICE, rows.state());
}

describe('quoteExchange sets the terms of an exchange', () => {
  test('quoteExchange records the terms and posts nothing', () => {
    const rows = new Rows();
    const [from, to] = [rows.wallet('owner', 'USD'), rows.wallet('owner', 'EUR')];
    const input = { fromWalletId: from.id, toWalletId: to.id, amount: money('10') };
    const terms = { rate: parseDecimal('0.9250'), expiresInSeconds: 60 };
    const made = plan(quoteExchange, { ...input, ...terms }, SERVICE, rows.state());
    expect(made).toEqual({
      quote: {
        ...{ id: affectedIds(made, NOW).quoteId, fromWalletId: from.id, toWalletId: to.id },
        ...{ fromAmount: 1000n, toAmount: 925n, rate: '0.925', createdBy: 'service' },
        ...{ createdAt: NOW, expiresAt: new Date(NOW.getTime() + 60_000) },
      },
    });
    expect(affectedIds(made, NOW)).toEqual({ quoteId: expect.any(String) });
  });

  test.each<[amount: string, rate: string, from: string, to: string, received: bigint | string]>([
    ['1', '0.929', 'USD', 'EUR', 92n],
    ['0.01', '1.99', 'USD', 'EUR', 1n],
    ['0.01', '0.999999', 'USD', 'EUR', 'INVALID_AMOUNT'],
    ['1', '0', 'USD', 'EUR', 'INVALID_AMOUNT'],
    ['1.99', '1', 'USD', 'COIN', 1n],
    ['0.99', '1', 'USD', 'COIN', 'INVALID_AMOUNT'],
    ['1', '0.995', 'COIN', 'USD', 99n],
  ])('quoteExchange rounds down: %s at %s from %s to %s', (amount, rate, from, to, received) => {
    const made = quote(amount, rate, from, to);
    expect(typeof made === 'string' ? made : made.quote?.toAmount).toBe(received);
  });

  test('quoteExchange refuses the same wallet, that of another owner and a missing one', () => {
    const rows = new Rows();
    const [from, other] = [rows.wallet('owner', 'USD'), rows.wallet('other', 'EUR')];
    const asked = (toWalletId: string): string => {
      const input = { fromWalletId: from.id, toWalletId, amount: money('1') };
      const terms = { rate: parseDecimal('1'), expiresInSeconds: 60 };
      return outcome(decision(quoteExchange, { ...input, ...terms }, SERVICE, rows.state()));
    };
    expect([from.id, other.id, randomUUID()].map(asked)).toEqual([
      ...['SAME_WALLET', 'WALLET_NOT_FOUND', 'WALLET_NOT_FOUND'],
    ]);
  });
});

describe('an exchange never makes money', () => {
  const amounts = fc.bigInt({ min: 1n, max: 10n ** 38n - 1n });
  const rates = fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.integer({ min: 0, max: 18 }))
    .map(([units, scale]) => ({ units, scale }));
  const digits = fc.integer({ min: 0, max: 18 });

  test('convert returns at most the amount times the rate, and less than one unit below it', () => {
    fc.assert(
      fc.property(amounts, digits, rates, digits, (given, from, rate, to) => {
        const received = convert(given, from, rate, to);
        // received / 10^to ≤ given / 10^from × units / 10^scale, without a division.
        const scale = 10n ** BigInt(from + rate.scale);
        const worth = given * rate.units * 10n ** BigInt(to);
        expect(received * scale <= worth).toBe(true);
        expect((received + 1n) * scale > worth).toBe(true);
      }),
    );
  });

  test('convert at a rate and then at its inverse returns no more than the amount at the start', () => {
    const powers = fc.integer({ min: 0, max: 18 });
    fc.assert(
      fc.property(amounts, digits, powers, digits, (given, from, power, to) => {
        const there = convert(given, from, { units: 1n, scale: power }, to);
        const back = convert(there, to, { units: 10n ** BigInt(power), scale: 0 }, from);
        expect(back <= given).toBe(true);
      }),
    );
  });

  test('quoteExchange promises the amount times the rate, rounded down', () => {
    const small = fc.bigInt({ min: 1n, max: 10n ** 6n });
    fc.assert(
      fc.property(small, rates, (cents, rate) => {
        const text = `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
        const rows = new Rows();
        const [from, to] = [rows.wallet('owner', 'USD'), rows.wallet('owner', 'COIN')];
        const input = { fromWalletId: from.id, toWalletId: to.id, amount: money(text) };
        const made = decision(
          ...([quoteExchange, { ...input, rate, expiresInSeconds: 60 }, SERVICE] as const),
          rows.state(),
        );
        const expected = (cents * rate.units) / (100n * 10n ** BigInt(rate.scale));
        expect(typeof made === 'string' ? made : made.quote?.toAmount).toBe(
          expected === 0n ? 'INVALID_AMOUNT' : expected,
        );
      }),
    );
  });
});

describe('exchange carries out a quote', () => {
  test('exchange posts against the system account in each of the two currencies', () => {
    const rows = new Rows();
    const from = rows.wallet('owner', 'USD', { CASH: 1000n });
    const to = rows.wallet('owner', 'EUR');
    const quoteId = openQuote(rows, from, to);
    Object.assign(rows.quotes[0] ?? {}, { fromAmount: 1000n, toAmount: 925n });
    const made = plan(exchange, { quoteId }, OWNER, rows.state());
    expect(posted(rows, made)).toEqual([
      ...['POST owner CASH -1000 USD', 'POST EXCHANGE +1000 USD'],
      ...['POST EXCHANGE -925 EUR', 'POST owner CASH +925 EUR'],
    ]);
    expect(made.transaction).toMatchObject({
      ...{ kind: 'EXCHANGE', status: 'COMPLETED', amount: 1000n, currency: 'USD', quoteId },
      ...{
        walletId: from.id,
        counterWalletId: to.id,
        details: {},
        initiatedByProgram: false,
        initiatedBy: 'owner',
      },
    });
  });

  test('exchange uses a quote once, in the same batch too', () => {
    const rows = new Rows();
    const from = rows.wallet('owner', 'USD', { CASH: 1000n });
    const quoteId = openQuote(rows, from, rows.wallet('owner', 'EUR'));
    for (const currency of ['USD', 'EUR']) rows.systemAccount(currency, 'EXCHANGE');
    const state = rows.state();
    expect(state.apply(plan(exchange, { quoteId }, OWNER, state), 'owner')).toBeUndefined();
    expect(decision(exchange, { quoteId }, OWNER, state)).toBe('QUOTE_USED');
  });

  interface Wrong {
    quote?: 'missing' | 'of another';
    used?: true;
    expired?: true;
    from?: 'FROZEN';
    to?: 'CLOSED';
    cash?: bigint;
  }
  // Each line no longer has the fault for which the line before it is refused.
  const all: Wrong = { used: true, expired: true, from: 'FROZEN', to: 'CLOSED', cash: 99n };
  test.each<[string, Wrong]>([
    ['QUOTE_NOT_FOUND', { ...all, quote: 'missing' }],
    ['QUOTE_NOT_FOUND', { ...all, quote: 'of another' }],
    ['QUOTE_USED', all],
    ['QUOTE_EXPIRED', { expired: true, from: 'FROZEN', to: 'CLOSED', cash: 99n }],
    ['WALLET_NOT_ACTIVE', { from: 'FROZEN', cash: 99n }],
    ['WALLET_NOT_ACTIVE', { to: 'CLOSED', cash: 99n }],
    ['INSUFFICIENT_FUNDS', { cash: 99n }],
    ['done', {}],
  ])('exchange returns the outcome of the first fault: %s', (expected, wrong) => {
    const rows = new Rows();
    const { cash = 100n, from: status = 'ACTIVE', to = 'ACTIVE' } = wrong;
    const from = rows.wallet('owner', 'USD', { CASH: cash }, status);
    const id = openQuote(rows, from, rows.wallet('owner', 'EUR', {}, to));
    if (wrong.used) rows.usedQuotes.push(id);
    if (wrong.expired) rows.quotes.forEach((one) => Object.assign(one, { expiresAt: NOW }));
    const viewer = wrong.quote === 'of another' ? viewerWith('another', 'MEMBER') : OWNER;
    const quoteId = wrong.quote === 'missing' ? randomUUID() : id;
    expect(outcome(decision(exchange, { quoteId }, viewer, rows.state()))).toBe(expected);
  });
});
