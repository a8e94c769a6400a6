import { beforeAll, describe, expect, test } from '@jest/globals';
import { walletId as idOf } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { type Asker, askers, moneyInput } from '../support/graphql.js';

const at = useBook();
let admin: Asker;
let auditor: Asker;
let cashier: Asker;
let ann: string;
/** After the first deposit, and before the second. */
let between: string;

beforeAll(async () => {
  ({ admin, auditor, cashier } = askers(() => at.gateway.book));
  ann = await at.gateway.wallet('ann', 'USD', '10.00');
  await at.gateway.wallet('kim', 'COIN', '7');
  await new Promise((resolve) => setTimeout(resolve, 2));
  between = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 2));
  await at.gateway.deposit(ann, '5.00', 'USD');
});

const PERIOD = `opening { amount } closing { amount } kinds { kind transactions moneyIn { amount } moneyOut { amount } moved { amount } }
  systemAccounts { name opening { amount } debits { amount } credits { amount } closing { amount } }`;
const REPORT = `query ($from: DateOrDateTime!, $to: DateOrDateTime!, $timeZone: String, $currency: CurrencyCode) {
  treasuryReport(from: $from, to: $to, timeZone: $timeZone, currency: $currency) {
    from to asOf timeZone currencies { currency ${PERIOD} days { date from to ${PERIOD} } } } }`;

describe('the treasury can be read at a moment', () => {
  const QUERY = `query ($at: DateTime) { treasury(currency: "USD", at: $at) { currency at memberTotal { amount } sumOfAllAccounts { amount }
    systemAccounts { name balance { amount } } } }`;

  test('the treasury of a moment has the money of that moment, and adds up', async () => {
    const then = await auditor.run(QUERY, { at: between });
    expect(then).toMatchObject({
      ...{ currency: 'USD', at: between, memberTotal: { amount: '10.00' } },
      sumOfAllAccounts: { amount: '0.00' },
    });
    expect(then.systemAccounts).toContainEqual({ name: 'EXTERNAL', balance: { amount: '-10.00' } });
    const now = await auditor.run(QUERY);
    expect(now).toMatchObject({
      memberTotal: { amount: '15.00' },
      sumOfAllAccounts: { amount: '0.00' },
    });
    expect(await auditor.run(QUERY, { at: '2001-01-01T00:00:00Z' })).toMatchObject({
      memberTotal: { amount: '0.00' },
      sumOfAllAccounts: { amount: '0.00' },
    });
  });

  test('the treasuries of a moment have every currency with money by then', async () => {
    const query = `query ($at: DateTime) { treasuries(at: $at) { currency memberTotal { amount } } }`;
    expect(await admin.run(query, { at: between })).toEqual([
      { currency: 'COIN', memberTotal: { amount: '7' } },
      { currency: 'USD', memberTotal: { amount: '10.00' } },
    ]);
    expect(await admin.run(query)).toMatchObject([{ currency: 'COIN' }, { currency: 'USD' }]);
    expect(await admin.run(query, { at: '2001-01-01T00:00:00Z' })).toEqual([]);
  });

  test('a treasury of the future is BAD_USER_INPUT, and no one but ADMIN and AUDITOR sees any', async () => {
    const future = { at: '9999-01-01T00:00:00Z' };
    expect(await auditor.codes(QUERY, future)).toEqual(['BAD_USER_INPUT']);
    expect(await auditor.codes('{ treasuries(at: "9999-01-01T00:00:00Z") { currency } }')).toEqual([
      'BAD_USER_INPUT',
    ]);
    for (const query of [QUERY, '{ treasuries { currency } }'])
      expect(await cashier.codes(query)).toEqual(['FORBIDDEN']);
    expect(await cashier.codes(REPORT, { from: '2026-01-01', to: '2026-02-01' })).toEqual([
      'FORBIDDEN',
    ]);
  });
});

describe('a treasury report has the money of a period', () => {
  test('a report says what came in, what went out and what was moved, by kind and system account', async () => {
    const bob = await at.gateway.wallet('bob', 'USD');
    await at.gateway.transfer(ann, bob, '4.00', 'USD');
    await admin.send('AdjustBalance', {
      ...{ walletId: idOf(bob), direction: 'DEBIT', reason: 'a fee' },
      amount: moneyInput('1.00', 'USD'),
    });
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const report = await auditor.run(REPORT, { from, to: '9999-12-31', currency: 'USD' });
    expect(report).toMatchObject({ from, to: '9999-12-31T00:00:00.000Z', timeZone: 'UTC' });
    const zero = { amount: '0.00' };
    const usd = {
      opening: zero,
      closing: { amount: '14.00' },
      kinds: [
        {
          kind: 'ADJUSTMENT',
          transactions: 1,
          moneyIn: zero,
          moneyOut: { amount: '-1.00' },
          moved: zero,
        },
        {
          kind: 'DEPOSIT',
          transactions: 2,
          moneyIn: { amount: '15.00' },
          moneyOut: zero,
          moved: zero,
        },
        {
          kind: 'TRANSFER',
          transactions: 1,
          moneyIn: zero,
          moneyOut: zero,
          moved: { amount: '4.00' },
        },
      ],
      systemAccounts: [
        {
          name: 'EXTERNAL',
          opening: zero,
          debits: { amount: '15.00' },
          credits: zero,
          closing: { amount: '-15.00' },
        },
        {
          name: 'ADJUSTMENTS',
          opening: zero,
          debits: zero,
          credits: { amount: '1.00' },
          closing: { amount: '1.00' },
        },
      ],
    };
    const { currencies } = report as unknown as {
      currencies: (typeof usd & { days: unknown[] })[];
    };
    expect(currencies).toMatchObject([{ currency: 'USD', ...usd }]);
    expect(currencies[0]?.days.length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['a time zone without a city', { timeZone: 'CET' }, 'is not a time zone'],
    ['a period that is over before it begins', { to: '2025-12-31' }, 'from must be before to'],
    ['more than a year', { from: '2025-01-01', to: '2026-03-01' }, 'more than 400 days'],
    [
      'a currency that the book does not have',
      { currency: 'ZZZ' },
      'does not have the currency ZZZ',
    ],
    ['a date that does not exist', { from: '2026-02-30' }, 'does not exist'],
  ])('a report of %s is BAD_USER_INPUT', async (_, wrong, message) => {
    const variables = { from: '2026-01-01', to: '2026-02-01', ...wrong };
    const { errors } = await auditor.ask(REPORT, variables);
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.message).toMatch(new RegExp(message));
  });

  test('other fields of the same operation are read at the same moment as the report', async () => {
    const query = `{ wallets(first: 1) { edges { cursor } }
      treasuryReport(from: "2026-11-01", to: "9999-01-01", currency: "COIN") { asOf currencies { closing { amount } } }
      treasury(currency: "COIN") { at memberTotal { amount } } }`;
    const { data } = await auditor.ask(query, {});
    expect(data).toMatchObject({
      treasuryReport: { currencies: [{ closing: { amount: '7' } }] },
      treasury: { memberTotal: { amount: '7' } },
    });
  });
});
