import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { isUnionType } from 'graphql';
import { REFUSAL_TYPES } from '../../src/graphql/payloads.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { useBook } from '../support/book.js';
import { askers, money, type Answer } from '../support/graphql.js';
import { clearOfMidnight } from '../support/midnight.js';

// Every refusal that a result union has is provoked here, and no mutation may refuse with another.

const at = useBook();
const { admin, cashier, service, wallet } = askers(() => at.gateway.book);
const reason = 'because';
const NONE = '000000';
/** The most that an account holds, in a currency without digits after the point. */
const MOST = '9'.repeat(38);

/** The types with which each mutation has refused so far, by the name of its document. */
const seen = new Map<string, Set<string>>();

type Input = Record<string, unknown>;

function send(operation: string, input: Input): Promise<Answer> {
  return admin.send(operation, input);
}

async function provoke(operation: string, input: Input, expected: string): Promise<void> {
  const { __typename } = await send(operation, input);
  expect([operation, __typename]).toEqual([operation, expected]);
  seen.set(operation, (seen.get(operation) ?? new Set<string>()).add(expected));
}

/** The same key again with another input. */
async function conflict(operation: string, input: Input, other: Input): Promise<void> {
  const idempotencyKey = randomUUID();
  await send(operation, { ...input, idempotencyKey });
  await provoke(operation, { ...input, ...other, idempotencyKey }, 'IdempotencyConflict');
}

async function reversalOf(done: Promise<Answer>): Promise<Input> {
  return { transactionId: (await done).transaction.id, reason };
}

/** What a mutation about a transaction needs to name the one that was just made. */
async function madeBy(done: Promise<Answer>): Promise<{ transactionId: string }> {
  return { transactionId: (await done).transaction.id };
}

async function closedWallet(ownerId: string): Promise<string> {
  const walletId = await wallet(ownerId);
  await send('CloseWallet', { walletId, reason });
  return walletId;
}

test('openWallet', async () => {
  await provoke('OpenWallet', { ownerId: 'x', currency: 'ZZZ' }, 'UnknownCurrency');
  await conflict('OpenWallet', { ownerId: 'x', currency: 'USD' }, { ownerId: 'y' });
});

test('revokeTokens', async () => {
  await conflict('RevokeTokens', { subject: 'x', reason }, { subject: 'y' });
});

const WRONG_AMOUNTS = [
  [money('1', 'EUR'), 'CurrencyMismatch'],
  [money('1', 'ZZZ'), 'UnknownCurrency'],
  [money('1.001'), 'InvalidAmount'],
  [money('9'.repeat(37)), 'AmountTooLarge'],
] as const;

test.each([
  ['Deposit', 'walletId', {}],
  ['InitiateDeposit', 'walletId', {}],
  ['RequestWithdrawal', 'walletId', {}],
  ['Purchase', 'walletId', {}],
  ['DrawCredit', 'walletId', {}],
  ['RepayCredit', 'walletId', {}],
  ['AdjustBalance', 'walletId', { direction: 'DEBIT', reason }],
  ['Transfer', 'fromWalletId', {}],
])('%s: amounts, and the wallet', async (operation, from, more) => {
  const id = await wallet(`payer by ${operation}`, '9');
  const to = operation === 'Transfer' ? { toWalletId: await wallet('taker') } : {};
  const input = { [from]: id, amount: money('1'), ...more, ...to };
  await provoke(operation, { ...input, amount: money('0') }, 'InvalidAmount');
  for (const [amount, expected] of WRONG_AMOUNTS)
    await provoke(operation, { ...input, amount }, expected);
  await provoke(operation, { ...input, [from]: id.slice(0, -6) + NONE }, 'WalletNotFound');
  const closed = await closedWallet(`closed for ${operation}`);
  await provoke(operation, { ...input, [from]: closed }, 'WalletNotActive');
  await conflict(operation, input, { amount: money('2') });
});

test('transfer and adjustBalance: what is there', async () => {
  const [from, to] = [await wallet('una', '9'), await wallet('uno')];
  const one = { fromWalletId: from, toWalletId: to, amount: money('1') };
  await provoke('Transfer', { ...one, toWalletId: from }, 'SameWallet');
  const toWalletId = await wallet('due', '0', 'EUR');
  await provoke('Transfer', { ...one, toWalletId }, 'CurrencyMismatch');
  await provoke('Transfer', { ...one, amount: money('9.01') }, 'InsufficientFunds');
  const debit = { walletId: from, direction: 'DEBIT', amount: money('9.01'), reason };
  await provoke('AdjustBalance', debit, 'InsufficientFunds');
});

test('reverseTransaction', async () => {
  const [from, to] = [await wallet('tre'), await wallet('tria')];
  const amount = money('5');
  const unknown = { transactionId: from.slice(0, -6).replace('wal_', 'txn_') + NONE, reason };
  await provoke('ReverseTransaction', unknown, 'TransactionNotFound');
  const spent = await reversalOf(send('Deposit', { walletId: from, amount }));
  const move = { fromWalletId: from, toWalletId: to, amount };
  await send('Transfer', move);
  await provoke('ReverseTransaction', spent, 'InsufficientFunds');
  await send('CloseWallet', { walletId: from, reason });
  await provoke('ReverseTransaction', spent, 'WalletNotActive');
  const other = await wallet('tres');
  const back = await reversalOf(send('Transfer', { ...move, fromWalletId: to, toWalletId: other }));
  await conflict('ReverseTransaction', back, { reason: 'another' });
  await provoke('ReverseTransaction', back, 'InvalidTransition');
});

test('reverseTransaction: what is given back must fit the account', async () => {
  const [rich, richer] = [await wallet('rich', '0', 'JPY'), await wallet('richer', '0', 'JPY')];
  const amount = money('9'.repeat(38), 'JPY');
  await send('Deposit', { walletId: rich, amount });
  const move = { fromWalletId: rich, toWalletId: richer, amount };
  const moved = await reversalOf(send('Transfer', move));
  await send('AdjustBalance', { walletId: rich, direction: 'CREDIT', amount, reason });
  await provoke('ReverseTransaction', moved, 'AmountTooLarge');
});

test.each(['FreezeWallet', 'UnfreezeWallet', 'CloseWallet'])('%s', async (operation) => {
  const walletId = await wallet(`changed by ${operation}`, '1');
  const missing = walletId.slice(0, -6) + NONE;
  await provoke(operation, { walletId: missing, reason }, 'WalletNotFound');
  const closed = await closedWallet(`closed before ${operation}`);
  await provoke(operation, { walletId: closed, reason }, 'InvalidTransition');
  await conflict(operation, { walletId, reason }, { reason: 'another' });
});

test('closeWallet: only when empty', async () => {
  await provoke(
    'CloseWallet',
    { walletId: await wallet('quattro', '1'), reason },
    'WalletNotEmpty',
  );
});

test('setCreditLine', async () => {
  const walletId = await wallet('cinque');
  const line = { walletId, approved: true, limit: money('5') };
  for (const [limit, expected] of WRONG_AMOUNTS)
    await provoke('SetCreditLine', { ...line, limit }, expected);
  const missing = { ...line, walletId: walletId.slice(0, -6) + NONE };
  await provoke('SetCreditLine', missing, 'WalletNotFound');
  const closed = { ...line, walletId: await closedWallet('closed for credit') };
  await provoke('SetCreditLine', closed, 'WalletNotActive');
  await conflict('SetCreditLine', line, { approved: false });
});

test('drawCredit and repayCredit: what may be owed, and what is', async () => {
  const walletId = await wallet('sei', '1');
  const of = (text: string) => ({ walletId, amount: money(text) });
  await provoke('DrawCredit', of('1'), 'CreditNotApproved');
  await send('SetCreditLine', { walletId, approved: true, limit: money('5') });
  await provoke('DrawCredit', of('5.01'), 'CreditLimitExceeded');
  await send('DrawCredit', of('5'));
  await provoke('RepayCredit', of('5.01'), 'AmountExceedsRemaining');
  await send('Purchase', of('4'));
  await provoke('RepayCredit', of('2.01'), 'InsufficientFunds');
});

test.each([
  ['InitiateDeposit', 'ConfirmDeposit', {}],
  ['InitiateDeposit', 'FailDeposit', { reason }],
  ['RequestWithdrawal', 'ApproveWithdrawal', {}],
  ['RequestWithdrawal', 'RejectWithdrawal', { reason }],
  ['RequestWithdrawal', 'CancelWithdrawal', {}],
  ['Purchase', 'CompletePurchase', {}],
  ['Purchase', 'FailPurchase', { reason }],
  ['Purchase', 'RefundPurchase', { reason, amount: money('1') }],
])('after %s, %s: which transaction', async (begin, operation, more) => {
  const walletId = await wallet(`for ${operation}`, '9');
  const make = () => madeBy(service.send(begin, { walletId, amount: money('1') }));
  const one = await make();
  const missing = { transactionId: one.transactionId.slice(0, -6) + NONE };
  await provoke(operation, { ...missing, ...more }, 'TransactionNotFound');
  const moved = await madeBy(send('Deposit', { walletId, amount: money('1') }));
  const adjusted = { walletId, direction: 'CREDIT', amount: money('1'), reason };
  const other = begin === 'InitiateDeposit' ? await madeBy(send('AdjustBalance', adjusted)) : moved;
  await provoke(operation, { ...other, ...more }, 'InvalidTransition');
  await conflict(operation, { ...one, ...more }, await make());
});

test('confirmDeposit and failDeposit', async () => {
  const walletId = await wallet('sette');
  const amount = money('1');
  const own = await madeBy(send('InitiateDeposit', { walletId, amount }));
  await provoke('ConfirmDeposit', own, 'SelfApproval');
  const spent = await madeBy(send('Deposit', { walletId, amount }));
  await send('Transfer', { fromWalletId: walletId, toWalletId: await wallet('otto'), amount });
  await provoke('FailDeposit', { ...spent, reason }, 'InsufficientFunds');
  const late = await madeBy(service.send('InitiateDeposit', { walletId, amount }));
  await send('CloseWallet', { walletId, reason });
  await provoke('ConfirmDeposit', late, 'WalletNotActive');
  await provoke('FailDeposit', { ...spent, reason }, 'WalletNotActive');
});

test('requestWithdrawal and approveWithdrawal', async () => {
  const walletId = await wallet('nove', '9');
  const asked = { walletId, amount: money('9') };
  await provoke('RequestWithdrawal', { ...asked, amount: money('9.01') }, 'InsufficientFunds');
  const own = await madeBy(send('RequestWithdrawal', asked));
  await provoke('ApproveWithdrawal', own, 'SelfApproval');
  await send('FreezeWallet', { walletId, reason });
  await provoke('ApproveWithdrawal', own, 'SelfApproval');
  expect(await cashier.send('ApproveWithdrawal', own)).toMatchObject({ code: 'WALLET_NOT_ACTIVE' });
  await send('UnfreezeWallet', { walletId, reason });
  await cashier.send('RejectWithdrawal', { ...own, reason });
  const theirs = await madeBy(service.send('RequestWithdrawal', asked));
  await send('FreezeWallet', { walletId, reason });
  await provoke('ApproveWithdrawal', theirs, 'WalletNotActive');
});

test('purchases', async () => {
  const walletId = await wallet('dieci', '9');
  const bought = { walletId, amount: money('9') };
  await provoke('Purchase', { ...bought, amount: money('9.01') }, 'InsufficientFunds');
  const one = await madeBy(send('Purchase', bought));
  for (const [amount, expected] of [
    [money('0'), 'InvalidAmount'],
    ...WRONG_AMOUNTS,
    [money('9.01'), 'AmountExceedsRemaining'],
  ] as const)
    await provoke('CompletePurchase', { ...one, amount }, expected);
  await send('FreezeWallet', { walletId, reason });
  await provoke('CompletePurchase', one, 'WalletNotActive');
  await send('UnfreezeWallet', { walletId, reason });
  await send('CompletePurchase', one);
  for (const [amount, expected] of [
    [money('0'), 'InvalidAmount'],
    ...WRONG_AMOUNTS,
    [money('9.01'), 'AmountExceedsRemaining'],
  ] as const)
    await provoke('RefundPurchase', { ...one, amount, reason }, expected);
  await send('CloseWallet', { walletId, reason });
  await provoke('RefundPurchase', { ...one, amount: money('1'), reason }, 'WalletNotActive');
  await provoke('FailPurchase', { ...one, reason }, 'WalletNotActive');
});

test('claimDailyBonus', async () => {
  await clearOfMidnight();
  const walletId = await wallet('undici');
  await conflict('ClaimDailyBonus', { walletId }, { walletId: await wallet('another') });
  await provoke('ClaimDailyBonus', { walletId }, 'AlreadyClaimed');
  const missing = { walletId: walletId.slice(0, -6) + NONE };
  await provoke('ClaimDailyBonus', missing, 'WalletNotFound');
  const closed = { walletId: await closedWallet('closed for bonus') };
  await provoke('ClaimDailyBonus', closed, 'WalletNotActive');
});

test('payReferralCommission', async () => {
  const operation = 'PayReferralCommission';
  const [walletId, from] = [await wallet('dodici'), await wallet('tredici')];
  const deposit = (text: string, name = 'Deposit') =>
    send(name, { walletId: from, amount: money(text) });
  const sourceTransactionId = (await deposit('1')).transaction.id;
  const one = { walletId, sourceTransactionId, rateBps: 500 };
  const missing = { ...one, walletId: walletId.slice(0, -6) + NONE };
  await provoke(operation, missing, 'WalletNotFound');
  const unknown = { ...one, sourceTransactionId: sourceTransactionId.slice(0, -6) + NONE };
  await provoke(operation, unknown, 'TransactionNotFound');
  const pending = (await deposit('1', 'InitiateDeposit')).transaction.id;
  await provoke(operation, { ...one, sourceTransactionId: pending }, 'InvalidTransition');
  const little = (await deposit('0.19')).transaction.id;
  await provoke(operation, { ...one, sourceTransactionId: little }, 'InvalidAmount');
  const euro = { ...one, walletId: await wallet('dodici', '0', 'EUR') };
  await provoke(operation, euro, 'CurrencyMismatch');
  const closed = { ...one, walletId: await closedWallet('closed for commission') };
  await provoke(operation, closed, 'WalletNotActive');
  await conflict(operation, one, { rateBps: 501 });
  await provoke(operation, one, 'AlreadyPaid');
});

test('distributeEarnings and transferMany: as a whole', async () => {
  const [walletId, toWalletId] = [await wallet('quattordici', '1'), await wallet('quindici')];
  const line = { walletId, amount: money('1') };
  const unknown = { lines: [{ walletId, amount: money('1', 'ZZZ') }] };
  await provoke('DistributeEarnings', unknown, 'UnknownCurrency');
  await conflict('DistributeEarnings', { lines: [line] }, { lines: [line, line] });
  const transfer = { fromWalletId: walletId, toWalletId, amount: money('1') };
  await conflict('TransferMany', { inputs: [transfer] }, { inputs: [transfer, transfer] });
});

test('quoteExchange', async () => {
  const [from, to] = [await wallet('sedici', '9'), await wallet('sedici', '0', 'JPY')];
  const one = { fromWalletId: from, toWalletId: to, amount: money('1'), rate: '150' };
  for (const [amount, expected] of WRONG_AMOUNTS)
    await provoke('QuoteExchange', { ...one, amount }, expected);
  await provoke('QuoteExchange', { ...one, rate: '0.99' }, 'InvalidAmount');
  await provoke('QuoteExchange', { ...one, amount: money('9'), rate: MOST }, 'AmountTooLarge');
  await provoke('QuoteExchange', { ...one, toWalletId: from }, 'SameWallet');
  const others = await wallet('diciassette', '0', 'JPY');
  await provoke('QuoteExchange', { ...one, toWalletId: others }, 'WalletNotFound');
  await conflict('QuoteExchange', one, { rate: '151' });
  await send('FreezeWallet', { walletId: from, reason });
  await provoke('QuoteExchange', one, 'WalletNotActive');
});

test('exchange', async () => {
  const [from, to] = [await wallet('diciotto', '9'), await wallet('diciotto', '0', 'JPY')];
  const quote = async (more: object = {}) => {
    const asked = { fromWalletId: from, toWalletId: to, amount: money('9'), rate: '1' };
    return { quoteId: (await send('QuoteExchange', { ...asked, ...more })).quote.id };
  };
  const [brief, first, second] = [
    await quote({ expiresInSeconds: 1 }),
    await quote(),
    await quote(),
  ];
  const missing = { quoteId: first.quoteId.slice(0, -6) + NONE };
  await provoke('Exchange', missing, 'QuoteNotFound');
  await send('FreezeWallet', { walletId: from, reason });
  await provoke('Exchange', first, 'WalletNotActive');
  await send('UnfreezeWallet', { walletId: from, reason });
  await conflict('Exchange', first, second);
  await provoke('Exchange', first, 'QuoteUsed');
  await provoke('Exchange', second, 'InsufficientFunds');
  await delay(1_100);
  await provoke('Exchange', brief, 'QuoteExpired');
});

test('what comes into a wallet, or back to it, must fit its account', async () => {
  const of = (amount: string) => money(amount, 'KRW');
  const walletId = await wallet('full', '0', 'KRW');
  const fill = (amount: string) =>
    send('AdjustBalance', { walletId, direction: 'CREDIT', amount: of(amount), reason });
  await fill(MOST);
  const late = await madeBy(service.send('InitiateDeposit', { walletId, amount: of('1') }));
  await provoke('ConfirmDeposit', late, 'AmountTooLarge');
  await provoke('ClaimDailyBonus', { walletId }, 'AmountTooLarge');
  const other = await wallet('not full', '0', 'KRW');
  const deposit = await madeBy(send('Deposit', { walletId: other, amount: of('9') }));
  const commission = { walletId, sourceTransactionId: deposit.transactionId, rateBps: 10_000 };
  await provoke('PayReferralCommission', commission, 'AmountTooLarge');
  const quote = await send('QuoteExchange', {
    ...{ fromWalletId: await wallet('full', '1'), toWalletId: walletId },
    ...{ amount: money('1'), rate: '1' },
  });
  await provoke('Exchange', { quoteId: quote.quote.id }, 'AmountTooLarge');
  const held = await madeBy(send('RequestWithdrawal', { walletId, amount: of('1') }));
  const bought = await madeBy(send('Purchase', { walletId, amount: of('1') }));
  await service.send('Deposit', { walletId, amount: of('2') });
  await provoke('RejectWithdrawal', { ...held, reason }, 'AmountTooLarge');
  await provoke('CancelWithdrawal', held, 'AmountTooLarge');
  await provoke('FailPurchase', { ...bought, reason }, 'AmountTooLarge');
});

test('what goes out of the house must fit its account', async () => {
  const of = (amount: string) => money(amount, 'VND');
  const walletId = await wallet('outward', '0', 'VND');
  const request = (amount: string) =>
    madeBy(service.send('RequestWithdrawal', { walletId, amount: of(amount) }));
  const all = { walletId, direction: 'CREDIT', amount: of(MOST), reason };
  await send('AdjustBalance', all);
  await send('ApproveWithdrawal', await request(MOST));
  const deposit = await madeBy(send('Deposit', { walletId, amount: of('1') }));
  await send('DistributeEarnings', { lines: [{ walletId, amount: of('1') }] });
  await send('ApproveWithdrawal', await request('1'));
  await provoke('FailDeposit', { ...deposit, reason }, 'AmountTooLarge');
  await provoke('ApproveWithdrawal', await request('1'), 'AmountTooLarge');
});

test('that were all: no union has a refusal that nothing provokes', () => {
  const refusals: readonly string[] = Object.values(REFUSAL_TYPES);
  const unions = Object.values(buildSchema().getTypeMap()).filter(isUnionType);
  const inSchema = unions.map((union) => [
    union.name.slice(0, -'Result'.length),
    namesOf(
      union
        .getTypes()
        .map(({ name }) => name)
        .filter((name) => refusals.includes(name)),
    ),
  ]);
  const provoked = [...seen].map(([operation, names]) => [operation, namesOf([...names])]);
  expect(Object.fromEntries(provoked)).toEqual(Object.fromEntries(inSchema));
});

function namesOf(names: readonly string[]): string {
  return [...names].sort().join(' ');
}
