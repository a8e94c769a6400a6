import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ROLES, type Role } from '../../src/auth/viewer.js';
import { useBook } from '../support/book.js';
import { Asker, askers, money } from '../support/graphql.js';

// Who may ask for which way of moving money, whose it must be, and what input is out of bounds.

const at = useBook();
const { service, admin, member, wallet } = askers(() => at.gateway.book);
const reason = 'because';

/** Somebody's wallets and what is pending on them, and as many ids that nothing has. */
const theirs: Record<string, string> = {};
const missing: Record<string, string> = {};

beforeAll(async () => {
  const walletId = await wallet('owner', '100');
  const request = { walletId, amount: money('1') };
  const made = async (operation: string) =>
    (await member('owner').send(operation, request)).transaction.id;
  const quote = await service.send('QuoteExchange', {
    ...{ fromWalletId: walletId, toWalletId: await wallet('owner', '0', 'EUR') },
    ...{ amount: money('1'), rate: '0.9' },
  });
  Object.assign(theirs, {
    walletId,
    transactionId: await made('RequestWithdrawal'),
    quoteId: quote.quote.id,
  });
  for (const [name, id] of Object.entries(theirs)) missing[name] = id.slice(0, -6) + '000000';
});

type Ids = Record<string, string>;
const sum = ({ walletId }: Ids) => ({ walletId, amount: money('1') });
const one = ({ transactionId }: Ids) => ({ transactionId });
const because = (ids: Ids) => ({ ...one(ids), reason });
const transfer = ({ walletId }: Ids) => ({
  ...{ fromWalletId: walletId, toWalletId: mine, amount: money('1') },
});
let mine: string;
beforeAll(async () => {
  mine = await wallet('mine', '1');
});

/** Each mutation: who may, and an input that fits it. */
const MUTATIONS: readonly [operation: string, roles: string, input: (ids: Ids) => object][] = [
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
  ['RefundPurchase', 'CASHIER ADMIN SERVICE', (ids) => ({ ...because(ids), amount: money('1') })],
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
  ['SetCreditLine', 'ADMIN', ({ walletId }) => ({ walletId, approved: true, limit: money('0') })],
  ['DrawCredit', 'MEMBER ADMIN SERVICE', sum],
  ['RepayCredit', 'MEMBER ADMIN SERVICE', sum],
];

/** The codes of the errors of a mutation on what is not there. */
const codes = (operation: string, input: (ids: Ids) => object, asker: Asker) =>
  asker.codes(operation, { input: { ...input(missing), idempotencyKey: randomUUID() } });

describe('who may', () => {
  test.each(MUTATIONS)('%s: %s', async (operation, roles, input) => {
    for (const role of ROLES)
      expect([role, await codes(operation, input, as(role))]).toEqual([
        role,
        roles.split(' ').includes(role) ? [] : ['FORBIDDEN'],
      ]);
    const nobody = new Asker(() => at.gateway.book);
    expect(await codes(operation, input, nobody)).toEqual(['UNAUTHENTICATED']);
  });

  const as = (role: Role): Asker => new Asker(() => at.gateway.book, { id: role, roles: [role] });
});

describe('to a member, what is somebody else’s looks missing', () => {
  const theirOwn = MUTATIONS.filter(([, roles]) => roles.includes('MEMBER'));
  const NOT_FOUND = /"code":"(WALLET|TRANSACTION|QUOTE)_NOT_FOUND"/;

  test.each(theirOwn)('%s', async (operation, _, input) => {
    const before = await standing();
    const answers = [];
    for (const ids of [theirs, missing])
      answers.push(JSON.stringify(await member('mine').send(operation, input(ids))));
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toMatch(NOT_FOUND);
    expect(await standing()).toEqual(before);
  });

  test('a quote and its node too', async () => {
    for (const { quoteId } of [theirs, missing])
      for (const query of ['ExchangeQuote', 'Node'])
        expect(await member('mine').run(query, { id: quoteId })).toBeNull();
  });
});

/** Where everybody's wallets stand. */
const standing = () =>
  admin.run('{ wallets { edges { node { id balance { version total { amount } } } } } }');

describe('out of bounds', () => {
  const lines = (count: number) => Array.from({ length: count }, () => sum(theirs));
  const transfers = (count: number) => Array.from({ length: count }, () => transfer(theirs));
  const YEAR = 'expiresInSeconds must be from 1 to 31536000: this is ';
  const DAY = 'expiresInSeconds must be from 1 to 86400: this is ';
  const BPS = 'rateBps must be from 1 to 10000: this is ';
  const blank = 'is blank: it must have a character that is not white space.';
  const long = (most: number) => `is too long: it must have at most ${most} characters.`;

  test.each<[string, (ids: Ids) => object, string]>([
    ['RequestWithdrawal', () => ({ expiresInSeconds: 0 }), `${YEAR}0.`],
    ['RequestWithdrawal', () => ({ expiresInSeconds: 31_536_001 }), `${YEAR}31536001.`],
    ['RequestWithdrawal', () => ({ destination: ' ' }), `destination ${blank}`],
    ['RequestWithdrawal', () => ({ destination: 'a\nb' }), 'destination has a control character'],
    ['RequestWithdrawal', () => ({ destination: 'x'.repeat(256) }), `destination ${long(255)}`],
    ['RequestWithdrawal', () => ({ reference: '' }), 'reference is empty'],
    ['CancelWithdrawal', () => ({ reason: ' ' }), `reason ${blank}`],
    ['RejectWithdrawal', () => ({ reason: '' }), 'reason is empty'],
    ['FailDeposit', () => ({ reason: 'x'.repeat(501) }), `reason ${long(500)}`],
    ['Purchase', () => ({ expiresInSeconds: -1 }), `${YEAR}-1.`],
    ['FailPurchase', () => ({ reason: ' ' }), `reason ${blank}`],
    ['RefundPurchase', () => ({ reason: '\n' }), `reason ${blank}`],
    ['QuoteExchange', () => ({ expiresInSeconds: 0 }), `${DAY}0.`],
    ['QuoteExchange', () => ({ expiresInSeconds: 86_401 }), `${DAY}86401.`],
    ['QuoteExchange', () => ({ rate: '0.000' }), 'rate must be more than zero.'],
    ['QuoteExchange', () => ({ rate: '-1' }), '"-1" is not a decimal'],
    ['Exchange', ({ walletId }) => ({ quoteId: walletId }), "is not a quote's id"],
    ['PayReferralCommission', () => ({ rateBps: 0 }), `${BPS}0.`],
    ['PayReferralCommission', () => ({ rateBps: 10_001 }), `${BPS}10001.`],
    ['DistributeEarnings', () => ({ lines: [] }), 'lines must have 1 to 1000 items: this has 0.'],
    [
      'DistributeEarnings',
      () => ({ lines: lines(1001) }),
      'lines must have 1 to 1000 items: this has 1001.',
    ],
    ['DistributeEarnings', () => ({ memo: ' ' }), `memo ${blank}`],
    [
      'DistributeEarnings',
      (ids) => ({ lines: [...lines(2), { ...sum(ids), amount: money('1', 'EUR') }] }),
      'lines must all be in one currency: these are in USD and EUR.',
    ],
    [
      'DistributeEarnings',
      (ids) => ({ lines: [...lines(2), { ...sum(ids), walletId: 'x' }] }),
      'lines[2].walletId: "x" is not a wallet\'s id',
    ],
    ['TransferMany', () => ({ inputs: [] }), 'inputs must have 1 to 1000 items: this has 0.'],
    [
      'TransferMany',
      () => ({ inputs: transfers(1001) }),
      'inputs must have 1 to 1000 items: this has 1001.',
    ],
    [
      'TransferMany',
      (ids) => ({ inputs: [transfer(ids), { ...transfer(ids), description: ' ' }] }),
      `inputs[1].description ${blank}`,
    ],
  ])('%s %s is BAD_USER_INPUT that says what would be right', async (operation, wrong, message) => {
    const before = await standing();
    const [, , input] = MUTATIONS.find(([name]) => name === operation) ?? MUTATIONS[0]!;
    const { data, errors } = await admin.ask(operation, {
      input: { idempotencyKey: randomUUID(), ...input(theirs), ...wrong(theirs) },
    });
    expect(errors.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.message).toContain(message);
    expect(Object.values(data).filter((value) => value !== null)).toEqual([]);
    expect(await standing()).toEqual(before);
  });

  test.each<[string, (ids: Ids) => object, string]>([
    ['RequestWithdrawal', () => ({ expiresInSeconds: 1 }), 'RequestWithdrawalPayload'],
    ['Purchase', () => ({ expiresInSeconds: 31_536_000 }), 'PurchasePayload'],
    ['RequestWithdrawal', () => ({ destination: 'ä'.repeat(255) }), 'RequestWithdrawalPayload'],
    ['PayReferralCommission', () => ({ rateBps: 1 }), 'InvalidTransition'],
    ['PayReferralCommission', () => ({ rateBps: 10_000 }), 'InvalidTransition'],
    ['DistributeEarnings', () => ({ lines: lines(1000) }), 'DistributeEarningsPayload'],
    ['SetCreditLine', () => ({ limit: money('0') }), 'SetCreditLinePayload'],
  ])('while %s %s is within', async (operation, edge, expected) => {
    const [, , input] = MUTATIONS.find(([name]) => name === operation) ?? MUTATIONS[0]!;
    const answer = await admin.send(operation, { ...input(theirs), ...edge(theirs) });
    expect(answer.__typename).toBe(expected);
  });
});
