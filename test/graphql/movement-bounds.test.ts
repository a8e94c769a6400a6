import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ROLES, type Role } from '../../src/domain/viewer.js';
import { useBook } from '../support/book.js';
import { Asker, askers, moneyInput } from '../support/graphql.js';
import { reason } from '../support/inputs.js';

// The roles that may call each mutation, the wallets that it accepts, and the bounds of its input.

const at = useBook();
const { service, admin, member, wallet } = askers(() => at.gateway.book);

/** The ids of another owner's wallet, withdrawal and quote, and as many ids that do not exist. */
const theirs: Record<string, string> = {};
const missing: Record<string, string> = {};

beforeAll(async () => {
  const walletId = await wallet('owner', '100');
  const request = { walletId, amount: moneyInput('1') };
  const made = async (operation: string) =>
    (await member('owner').send(operation, request)).transaction.id;
  const quote = await service.send('QuoteExchange', {
    ...{ fromWalletId: walletId, toWalletId: await wallet('owner', '0', 'EUR') },
    ...{ amount: moneyInput('1'), rate: '0.9' },
  });
  Object.assign(theirs, {
    walletId,
    transactionId: await made('RequestWithdrawal'),
    quoteId: quote.quote.id,
  });
  for (const [name, id] of Object.entries(theirs)) missing[name] = id.slice(0, -6) + '000000';
});

type Ids = Record<string, string>;
type Input = Record<string, unknown>;
const sum = ({ walletId }: Ids) => ({ walletId, amount: moneyInput('1') });
const one = ({ transactionId }: Ids) => ({ transactionId });
const because = (ids: Ids) => ({ ...one(ids), reason });
const transfer = ({ walletId }: Ids) => ({
  ...{ fromWalletId: walletId, toWalletId: mine, amount: moneyInput('1') },
});
let mine: string;
beforeAll(async () => {
  mine = await wallet('mine', '1');
});

/** Each mutation with the roles that may call it and an input that fits it. */
const MUTATIONS: readonly [operation: string, roles: string, input: (ids: Ids) => Input][] = [
  ['InitiateDeposit', 'MEMBER CASHIER ADMIN SERVICE', sum],
  ['ConfirmDeposit', 'CASHIER ADMIN SERVICE', one],
  ['FailDeposit', 'CASHIER ADMIN SERVICE', because],
  ['RequestWithdrawal', 'MEMBER ADMIN SERVICE', sum],
  ['ApproveWithdrawal', 'CASHIER ADMIN', one],
  ['RejectWithdrawal', 'CASHIER ADMIN', because],
  ['CancelWithdrawal', 'MEMBER ADMIN SERVICE', one],
  ['Purchase', 'MEMBER ADMIN SERVICE', sum],
  ['CompletePurchase', 'CASHIER ADMIN SERVICE', one],
  ['FailPurchase', 'CASHIER ADMIN SERVICE', because],
  ['CancelPurchase', 'MEMBER ADMIN SERVICE', one],
  [
    'RefundPurchase',
    'CASHIER ADMIN SERVICE',
    (ids) => ({ ...because(ids), amount: moneyInput('1') }),
  ],
  ['CreateCurrency', 'ADMIN', () => ({ code: 'GEM', digits: 0, name: 'Gems' })],
  ['CreateSystemAccount', 'ADMIN', () => ({ name: 'FEES', description: 'Fees' })],
  ['TransferMany', 'MEMBER ADMIN SERVICE', (ids) => ({ inputs: [transfer(ids)] })],
  ['QuoteExchange', 'ADMIN SERVICE', (ids) => ({ ...transfer(ids), rate: '1.5' })],
  ['Exchange', 'MEMBER ADMIN SERVICE', ({ quoteId }) => ({ quoteId })],
  ['ClaimDailyBonus', 'MEMBER ADMIN SERVICE', ({ walletId }) => ({ walletId })],
  [
    'PayReferralCommission',
    'ADMIN SERVICE',
    ({ walletId, transactionId }) => ({
      ...{ walletId, sourceTransactionId: transactionId, rateBps: 1 },
    }),
  ],
  ['DistributeEarnings', 'ADMIN SERVICE', (ids) => ({ lines: [sum(ids)] })],
  [
    'SetCreditLine',
    'ADMIN',
    ({ walletId }) => ({ walletId, approved: true, limit: moneyInput('0') }),
  ],
  ['DrawCredit', 'MEMBER ADMIN SERVICE', sum],
  ['RepayCredit', 'MEMBER ADMIN SERVICE', sum],
];

/** The error codes of a mutation on ids that do not exist. */
const codes = (operation: string, input: (ids: Ids) => Input, asker: Asker) =>
  asker.codes(operation, { input: { ...input(missing), idempotencyKey: randomUUID() } });

describe('each mutation is open to its roles alone', () => {
  test.each(MUTATIONS)('%s is open to these roles alone: %s', async (operation, roles, input) => {
    for (const role of ROLES)
      expect([role, await codes(operation, input, as(role))]).toEqual([
        role,
        roles.split(' ').includes(role) ? [] : ['FORBIDDEN'],
      ]);
    const anonymous = new Asker(() => at.gateway.book);
    expect(await codes(operation, input, anonymous)).toEqual(['UNAUTHENTICATED']);
  });

  const as = (role: Role): Asker => new Asker(() => at.gateway.book, { id: role, roles: [role] });
});

describe("another owner's wallets, transactions and quotes look missing to a member", () => {
  const theirOwn = MUTATIONS.filter(([, roles]) => roles.includes('MEMBER'));
  const NOT_FOUND = /"code":"(WALLET|TRANSACTION|QUOTE)_NOT_FOUND"/;

  test.each(theirOwn)('%s treats foreign ids as missing', async (operation, _, input) => {
    const before = await allBalances();
    const answers = [];
    for (const ids of [theirs, missing])
      answers.push(JSON.stringify(await member('mine').send(operation, input(ids))));
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toMatch(NOT_FOUND);
    expect(await allBalances()).toEqual(before);
  });

  test('a foreign quote and its node look missing to a member', async () => {
    for (const { quoteId } of [theirs, missing])
      for (const query of ['ExchangeQuote', 'Node'])
        expect(await member('mine').run(query, { id: quoteId })).toBeNull();
  });
});

/** The balances of all wallets. */
const allBalances = () =>
  admin.run('{ wallets { edges { node { id balance { version total { amount } } } } } }');

/** An input that fits the mutation. */
function inputOf(operation: string): (ids: Ids) => Input {
  const [, , input] = MUTATIONS.find(([name]) => name === operation)!;
  return input;
}

describe('input out of bounds is BAD_USER_INPUT, and nothing is executed', () => {
  const lines = (count: number) => Array.from({ length: count }, () => sum(theirs));
  const transfers = (count: number) => Array.from({ length: count }, () => transfer(theirs));
  const number = (field: string, max: number) => (value: number) =>
    `${field} is ${value}. It must be from 1 to ${max}.`;
  const year = number('expiresInSeconds', 31_536_000);
  const day = number('expiresInSeconds', 86_400);
  const bps = number('rateBps', 10_000);
  const count = (items: number) => `has ${items} items. It must have 1 to 1000.`;
  const blank = 'is blank. It must have a character that can be seen.';
  const long = (max: number) => `is too long. It must have at most ${max} characters.`;

  test.each<[operation: string, message: string, wrong: (ids: Ids) => Input]>([
    ['RequestWithdrawal', year(0), () => ({ expiresInSeconds: 0 })],
    ['RequestWithdrawal', year(31_536_001), () => ({ expiresInSeconds: 31_536_001 })],
    ['RequestWithdrawal', `destination ${blank}`, () => ({ destination: ' ' })],
    ['RequestWithdrawal', 'destination has a control character', () => ({ destination: 'a\nb' })],
    ['RequestWithdrawal', `destination ${long(255)}`, () => ({ destination: 'x'.repeat(256) })],
    ['RequestWithdrawal', 'reference is empty', () => ({ reference: '' })],
    ['CancelWithdrawal', `reason ${blank}`, () => ({ reason: ' ' })],
    ['RejectWithdrawal', 'reason is empty', () => ({ reason: '' })],
    ['FailDeposit', `reason ${long(500)}`, () => ({ reason: 'x'.repeat(501) })],
    ['Purchase', year(-1), () => ({ expiresInSeconds: -1 })],
    ['FailPurchase', `reason ${blank}`, () => ({ reason: ' ' })],
    ['CancelPurchase', `reason ${blank}`, () => ({ reason: ' ' })],
    ['RefundPurchase', `reason ${blank}`, () => ({ reason: '\n' })],
    ['QuoteExchange', day(0), () => ({ expiresInSeconds: 0 })],
    ['QuoteExchange', day(86_401), () => ({ expiresInSeconds: 86_401 })],
    ['QuoteExchange', 'rate must be greater than zero.', () => ({ rate: '0.000' })],
    ['QuoteExchange', '"-1" is not a decimal', () => ({ rate: '-1' })],
    ['Exchange', "is not a quote's id", ({ walletId }) => ({ quoteId: walletId })],
    ['PayReferralCommission', bps(0), () => ({ rateBps: 0 })],
    ['PayReferralCommission', bps(10_001), () => ({ rateBps: 10_001 })],
    ['DistributeEarnings', `lines ${count(0)}`, () => ({ lines: [] })],
    ['DistributeEarnings', `lines ${count(1001)}`, () => ({ lines: lines(1001) })],
    ['DistributeEarnings', `memo ${blank}`, () => ({ memo: ' ' })],
    [
      'DistributeEarnings',
      'lines[2].walletId: "x" is not a wallet\'s id',
      (ids) => ({ lines: [...lines(2), { ...sum(ids), walletId: 'x' }] }),
    ],
    ['CreateCurrency', 'digits is -1. It must be from 0 to 18.', () => ({ digits: -1 })],
    ['CreateCurrency', 'digits is 19. It must be from 0 to 18.', () => ({ digits: 19 })],
    ['CreateCurrency', `name ${blank}`, () => ({ name: ' ' })],
    ['CreateCurrency', `name ${long(100)}`, () => ({ name: 'x'.repeat(101) })],
    ['CreateCurrency', 'name has a control character', () => ({ name: 'a\nb' })],
    ['CreateSystemAccount', 'name "fees" is not the name of', () => ({ name: 'fees' })],
    ['CreateSystemAccount', 'is not the name of', () => ({ name: 'F'.repeat(33) })],
    ['CreateSystemAccount', `description ${blank}`, () => ({ description: ' ' })],
    ['TransferMany', `inputs ${count(0)}`, () => ({ inputs: [] })],
    ['TransferMany', `inputs ${count(1001)}`, () => ({ inputs: transfers(1001) })],
    [
      'TransferMany',
      `inputs[1].description ${blank}`,
      (ids) => ({ inputs: [transfer(ids), { ...transfer(ids), description: ' ' }] }),
    ],
  ])('%s refuses input out of bounds: %s', async (operation, message, wrong) => {
    const before = await allBalances();
    const input = inputOf(operation);
    const { data, errors } = await admin.ask(operation, {
      input: { idempotencyKey: randomUUID(), ...input(theirs), ...wrong(theirs) },
    });
    expect(errors.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.message).toContain(message);
    expect(Object.values(data).filter((value) => value !== null)).toEqual([]);
    expect(await allBalances()).toEqual(before);
  });

  test.each<[operation: string, edge: string, input: () => Input, answer: string]>([
    ['RequestWithdrawal', 'a second', () => ({ expiresInSeconds: 1 }), 'RequestWithdrawalPayload'],
    ['Purchase', 'a year', () => ({ expiresInSeconds: 31_536_000 }), 'PurchasePayload'],
    [
      'RequestWithdrawal',
      '255 characters',
      () => ({ destination: 'ä'.repeat(255) }),
      'RequestWithdrawalPayload',
    ],
    ['PayReferralCommission', '1 bps', () => ({ rateBps: 1 }), 'SameWallet'],
    ['PayReferralCommission', '10000 bps', () => ({ rateBps: 10_000 }), 'SameWallet'],
    [
      'DistributeEarnings',
      'a thousand lines',
      () => ({ lines: lines(1000) }),
      'DistributeEarningsPayload',
    ],
    ['CreateCurrency', '0 digits', () => ({ code: 'GEM0' }), 'CreateCurrencyPayload'],
    ['CreateCurrency', '18 digits', () => ({ code: 'GEM18', digits: 18 }), 'CreateCurrencyPayload'],
    ['SetCreditLine', 'zero', () => ({ limit: moneyInput('0') }), 'SetCreditLinePayload'],
  ])('%s accepts a value at its bound: %s', async (operation, _, edge, expected) => {
    const input = inputOf(operation);
    const answer = await admin.send(operation, { ...input(theirs), ...edge() });
    expect(answer.__typename).toBe(expected);
  });
});
