import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { isUnionType } from 'graphql';
import { REFUSAL_TYPES } from '../../src/graphql/payloads.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { useBook } from '../support/book.js';
import { Asker, askers, moneyInput } from '../support/graphql.js';
import { NONE, Provoker } from '../support/provoker.js';
import { untilClearOfMidnight } from '../support/until.js';
import { reason } from '../support/inputs.js';
import { provokeRefusalsOfOperations } from './refusals-of-operations.js';
import { provokeRefusalsOfPostings, provokeRefusalsOfSplits } from './refusals-of-splits.js';

// These tests provoke every refusal of every result union. The last test fails if a union has another.

const at = useBook({ dailyBonus: new Map([['JPY', '0']]) });
const { admin, cashier, service, wallet } = askers(() => at.gateway.book);
/** The admin as a member, with a wallet of their own. */
const OWNER = { id: 'admin', roles: ['MEMBER'] } as const;
/** The most that an account holds, in a currency without digits after the point. */
const MOST = '9'.repeat(38);

type Input = Record<string, unknown>;

const provoker = new Provoker(admin, wallet);
const { send, provoke, conflict, madeBy, reversalOf, closedWallet } = provoker;

provokeRefusalsOfSplits(provoker, service);
provokeRefusalsOfPostings(provoker);

test('deposit and adjustBalance refuse an effect in the future, and one before the wallet was opened', async () => {
  const walletId = await wallet('dated');
  for (const effectiveAt of ['2999-01-01T00:00:00Z', '2001-01-01T00:00:00Z']) {
    const input = { walletId, amount: moneyInput('1'), effectiveAt };
    await provoke('Deposit', input, 'EffectiveAtOutOfRange');
    await provoke(
      'AdjustBalance',
      { ...input, direction: 'CREDIT', reason },
      'EffectiveAtOutOfRange',
    );
  }
});

test('openWallet refuses an unknown currency, a closed wallet and a reused key', async () => {
  await closedWallet('closed before opening');
  const again = { ownerId: 'closed before opening', currency: 'USD' };
  await provoke('OpenWallet', again, 'WalletNotActive');
  await provoke('OpenWallet', { ownerId: 'x', currency: 'ZZZ' }, 'UnknownCurrency');
  await conflict('OpenWallet', { ownerId: 'x', currency: 'USD' }, { ownerId: 'y' });
  const own = (name: string) => ({ ownerId: 'admin', currency: 'USD', name });
  for (let n = 0; n < 20; n++) await send('OpenWallet', own(`w${n}`));
  await provoke('OpenWallet', own('one-more'), 'WalletLimit');
});

test('setWalletMetadata refuses a missing wallet, a closed one, one of the caller as staff, and a reused key', async () => {
  const of = (walletId: string) => ({ walletId, metadata: { a: 1 } });
  const id = await wallet('described');
  await provoke('SetWalletMetadata', of(id.slice(0, -6) + NONE), 'WalletNotFound');
  await provoke(
    'SetWalletMetadata',
    of(await closedWallet('closed and described')),
    'WalletNotActive',
  );
  await provoke('SetWalletMetadata', of(await wallet('admin')), 'SelfApproval');
  await conflict('SetWalletMetadata', of(id), { metadata: { a: 2 } });
});

test('setWalletDisplayName refuses a missing wallet, a closed one, one of the caller as staff, and a reused key', async () => {
  const of = (walletId: string) => ({ walletId, displayName: null });
  const id = await wallet('named');
  await provoke('SetWalletDisplayName', of(id.slice(0, -6) + NONE), 'WalletNotFound');
  const closed = { ...of(await closedWallet('closed, named')), displayName: 'Ann' };
  const owner = new Asker(() => at.gateway.book, { id: 'closed, named', roles: ['MEMBER'] });
  const byOwner = new Provoker(owner, wallet, provoker.seen);
  await byOwner.provoke('SetWalletDisplayName', closed, 'WalletNotActive');
  await provoke('SetWalletDisplayName', of(await wallet('admin')), 'SelfApproval');
  await conflict('SetWalletDisplayName', of(id), { walletId: await wallet('named, too') });
});

test('createCurrency refuses a code that the book has, and a reused key', async () => {
  await provoke('CreateCurrency', { code: 'USD', digits: 2, name: 'US Dollar' }, 'CurrencyExists');
  await conflict('CreateCurrency', { code: 'GEM', digits: 0, name: 'Gems' }, { digits: 1 });
});

test('createSystemAccount refuses a name that the book or a wallet has, and a reused key', async () => {
  for (const name of ['SALES', 'CASH', 'HELD_CREDIT'])
    await provoke('CreateSystemAccount', { name, description: 'x' }, 'SystemAccountExists');
  await conflict('CreateSystemAccount', { name: 'FEES', description: 'x' }, { description: 'y' });
  await provoke('CreateSystemAccount', { name: 'FEES', description: 'x' }, 'SystemAccountExists');
});

test('revokeTokens refuses a reused key', async () => {
  await conflict('RevokeTokens', { subject: 'x', reason }, { subject: 'y' });
});

test('eraseOwner refuses the caller themselves, and a reused key', async () => {
  await provoke('EraseOwner', { ownerId: 'admin', reason }, 'SelfApproval');
  await conflict('EraseOwner', { ownerId: 'erased', reason }, { ownerId: 'erased, too' });
});

test('runReconciliation refuses a key of something else', async () => {
  const idempotencyKey = 'used for tokens';
  await admin.send('RevokeTokens', { subject: 'y', reason, idempotencyKey });
  await provoke('RunReconciliation', { idempotencyKey }, 'IdempotencyConflict');
});

provokeRefusalsOfOperations(provoker, admin, () => at);

const WRONG_AMOUNTS = [
  [moneyInput('1', 'EUR'), 'CurrencyMismatch'],
  [moneyInput('1', 'ZZZ'), 'UnknownCurrency'],
  [moneyInput('1.001'), 'InvalidAmount'],
  [moneyInput('9'.repeat(37)), 'AmountTooLarge'],
] as const;

test.each([
  ['Deposit', 'walletId', {}],
  ['InitiateDeposit', 'walletId', {}],
  ['RequestWithdrawal', 'walletId', {}],
  ['Purchase', 'walletId', {}],
  ['DrawCredit', 'walletId', {}],
  ['RepayCredit', 'walletId', {}],
  ['AdjustBalance', 'walletId', { direction: 'DEBIT', reason }],
  ['ProposeRepair', 'walletId', { direction: 'DEBIT', reason }],
  ['Transfer', 'fromWalletId', {}],
])('%s refuses wrong amounts and unusable wallets', async (operation, from, more) => {
  const id = await wallet(`payer by ${operation}`, '9');
  const to = operation === 'Transfer' ? { toWalletId: await wallet('taker') } : {};
  const input = { [from]: id, amount: moneyInput('1'), ...more, ...to };
  await provoke(operation, { ...input, amount: moneyInput('0') }, 'InvalidAmount');
  for (const [amount, expected] of WRONG_AMOUNTS)
    await provoke(operation, { ...input, amount }, expected);
  await provoke(operation, { ...input, [from]: id.slice(0, -6) + NONE }, 'WalletNotFound');
  const closed = await closedWallet(`closed for ${operation}`);
  await provoke(operation, { ...input, [from]: closed }, 'WalletNotActive');
  await conflict(operation, input, { amount: moneyInput('2') });
});

test('transfer and adjustBalance refuse more than is available, and transfer refuses unfit wallets', async () => {
  const [from, to] = [await wallet('una', '9'), await wallet('uno')];
  const one = { fromWalletId: from, toWalletId: to, amount: moneyInput('1') };
  await provoke('Transfer', { ...one, toWalletId: from }, 'SameWallet');
  const toWalletId = await wallet('due', '0', 'EUR');
  await provoke('Transfer', { ...one, toWalletId }, 'CurrencyMismatch');
  await provoke('Transfer', { ...one, amount: moneyInput('9.01') }, 'InsufficientFunds');
  const debit = { walletId: from, direction: 'DEBIT', amount: moneyInput('9.01'), reason };
  await provoke('AdjustBalance', debit, 'InsufficientFunds');
});

test('reverseTransaction refuses missing, spent and already reversed transactions', async () => {
  const [from, to] = [await wallet('tre'), await wallet('tria')];
  const amount = moneyInput('5');
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

test('reverseTransaction refuses to return more than the account can hold', async () => {
  const [rich, richer] = [await wallet('rich', '0', 'JPY'), await wallet('richer', '0', 'JPY')];
  const amount = moneyInput('9'.repeat(38), 'JPY');
  await send('Deposit', { walletId: rich, amount });
  const move = { fromWalletId: rich, toWalletId: richer, amount };
  const moved = await reversalOf(send('Transfer', move));
  await send('AdjustBalance', { walletId: rich, direction: 'CREDIT', amount, reason });
  await provoke('ReverseTransaction', moved, 'AmountTooLarge');
});

test.each(['FreezeWallet', 'UnfreezeWallet', 'CloseWallet'])(
  '%s refuses missing and closed wallets, and a reused key',
  async (operation) => {
    const walletId = await wallet(`changed by ${operation}`, '1');
    const missing = walletId.slice(0, -6) + NONE;
    await provoke(operation, { walletId: missing, reason }, 'WalletNotFound');
    const closed = await closedWallet(`closed before ${operation}`);
    await provoke(operation, { walletId: closed, reason }, 'InvalidTransition');
    await conflict(operation, { walletId, reason }, { reason: 'another' });
  },
);

test('closeWallet refuses a wallet that is not empty, or that has something pending', async () => {
  const pending = await wallet('pendente');
  await send('InitiateDeposit', { walletId: pending, amount: moneyInput('50') });
  await provoke('CloseWallet', { walletId: pending, reason }, 'WalletNotEmpty');
  await provoke(
    'CloseWallet',
    { walletId: await wallet('quattro', '1'), reason },
    'WalletNotEmpty',
  );
});

test('setCreditLine refuses wrong limits, unusable wallets and a reused key', async () => {
  const walletId = await wallet('cinque');
  const line = { walletId, approved: true, limit: moneyInput('5') };
  for (const [limit, expected] of WRONG_AMOUNTS)
    await provoke('SetCreditLine', { ...line, limit }, expected);
  const missing = { ...line, walletId: walletId.slice(0, -6) + NONE };
  await provoke('SetCreditLine', missing, 'WalletNotFound');
  const closed = { ...line, walletId: await closedWallet('closed for credit') };
  await provoke('SetCreditLine', closed, 'WalletNotActive');
  await conflict('SetCreditLine', line, { approved: false });
});

test('drawCredit refuses more than the credit line allows, and repayCredit more than is owed or available', async () => {
  const walletId = await wallet('sei', '1');
  const of = (text: string) => ({ walletId, amount: moneyInput(text) });
  await provoke('DrawCredit', of('1'), 'CreditNotApproved');
  await send('SetCreditLine', { walletId, approved: true, limit: moneyInput('5') });
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
  ['Purchase', 'CancelPurchase', {}],
  ['Purchase', 'RefundPurchase', { reason, amount: moneyInput('1') }],
])('after %s, %s refuses any other transaction', async (begin, operation, more) => {
  const walletId = await wallet(`for ${operation}`, '9');
  const make = () => madeBy(service.send(begin, { walletId, amount: moneyInput('1') }));
  const one = await make();
  const missing = { transactionId: one.transactionId.slice(0, -6) + NONE };
  await provoke(operation, { ...missing, ...more }, 'TransactionNotFound');
  const moved = await madeBy(send('Deposit', { walletId, amount: moneyInput('1') }));
  const adjusted = { walletId, direction: 'CREDIT', amount: moneyInput('1'), reason };
  const other = begin === 'InitiateDeposit' ? await madeBy(send('AdjustBalance', adjusted)) : moved;
  await provoke(operation, { ...other, ...more }, 'InvalidTransition');
  await conflict(operation, { ...one, ...more }, await make());
});

test('confirmDeposit refuses self-approval, and failDeposit a spent deposit and a closed wallet', async () => {
  const walletId = await wallet('sette');
  const amount = moneyInput('1');
  const own = await madeBy(send('InitiateDeposit', { walletId, amount }));
  await provoke('ConfirmDeposit', own, 'SelfApproval');
  const spent = await madeBy(send('Deposit', { walletId, amount }));
  await send('Transfer', { fromWalletId: walletId, toWalletId: await wallet('otto'), amount });
  await provoke('FailDeposit', { ...spent, reason }, 'InsufficientFunds');
  await cashier.send('FailDeposit', { ...own, reason });
  await send('CloseWallet', { walletId, reason });
  await provoke('FailDeposit', { ...spent, reason }, 'WalletNotActive');
});

test('requestWithdrawal refuses more than is available, and approveWithdrawal self-approval and frozen wallets', async () => {
  const walletId = await wallet('nove', '9');
  const asked = { walletId, amount: moneyInput('9') };
  await provoke('RequestWithdrawal', { ...asked, amount: moneyInput('9.01') }, 'InsufficientFunds');
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

test('the mutations of a purchase refuse wrong amounts and frozen or closed wallets', async () => {
  const walletId = await wallet('dieci', '9');
  const bought = { walletId, amount: moneyInput('9') };
  await provoke('Purchase', { ...bought, amount: moneyInput('9.01') }, 'InsufficientFunds');
  const own = await madeBy(send('Purchase', bought));
  await provoke('CompletePurchase', own, 'SelfApproval');
  await send('FailPurchase', { ...own, reason });
  const one = await madeBy(service.send('Purchase', bought));
  for (const [amount, expected] of [
    [moneyInput('0'), 'InvalidAmount'],
    ...WRONG_AMOUNTS,
    [moneyInput('9.01'), 'AmountExceedsRemaining'],
  ] as const)
    await provoke('CompletePurchase', { ...one, amount }, expected);
  await send('FreezeWallet', { walletId, reason });
  await provoke('CompletePurchase', one, 'WalletNotActive');
  await send('UnfreezeWallet', { walletId, reason });
  await send('CompletePurchase', one);
  for (const [amount, expected] of [
    [moneyInput('0'), 'InvalidAmount'],
    ...WRONG_AMOUNTS,
    [moneyInput('9.01'), 'AmountExceedsRemaining'],
  ] as const)
    await provoke('RefundPurchase', { ...one, amount, reason }, expected);
  await send('CloseWallet', { walletId, reason });
  await provoke('RefundPurchase', { ...one, amount: moneyInput('1'), reason }, 'WalletNotActive');
  await provoke('FailPurchase', { ...one, reason }, 'WalletNotActive');
});

test('every mutation of a wallet refuses the admin who owns it', async () => {
  const [own, ownEuro] = [await wallet('admin', '9'), await wallet('admin', '0', 'EUR')];
  const [other, amount] = [await wallet('not the admin', '9'), moneyInput('1')];
  const made = (operation: string, input: Input = {}) =>
    madeBy(service.send(operation, { walletId: other, amount, ...input }));
  const request = (operation: string) =>
    madeBy(new Asker(() => at.gateway.book, OWNER).send(operation, { walletId: own, amount }));
  const quoted = { fromWalletId: own, toWalletId: ownEuro, amount, rate: '1' };
  const onOwn = { walletId: own, amount };
  const pending = await request('Purchase');
  const sold = await request('Purchase');
  await cashier.send('CompletePurchase', sold);
  const refused: [operation: string, input: Input][] = [
    ['Deposit', onOwn],
    ['InitiateDeposit', onOwn],
    ['ConfirmDeposit', await request('InitiateDeposit')],
    ['FailDeposit', { ...(await request('InitiateDeposit')), reason }],
    ['RequestWithdrawal', onOwn],
    ['RejectWithdrawal', { ...(await request('RequestWithdrawal')), reason }],
    ['CancelWithdrawal', await request('RequestWithdrawal')],
    ['Purchase', onOwn],
    ['CompletePurchase', pending],
    ['FailPurchase', { ...pending, reason }],
    ['CancelPurchase', pending],
    ['RefundPurchase', { ...sold, amount, reason }],
    ['Transfer', { fromWalletId: own, toWalletId: other, amount }],
    ['Transfer', { fromWalletId: other, toWalletId: own, amount }],
    ['QuoteExchange', quoted],
    ['Exchange', { quoteId: (await service.send('QuoteExchange', quoted)).quote.id }],
    ['ClaimDailyBonus', { walletId: own }],
    [
      'PayReferralCommission',
      { walletId: own, sourceTransactionId: (await made('Deposit')).transactionId, rateBps: 500 },
    ],
    ['SetCreditLine', { walletId: own, approved: true, limit: amount }],
    ['DrawCredit', onOwn],
    ['RepayCredit', onOwn],
    ['AdjustBalance', { ...onOwn, direction: 'CREDIT', reason }],
    ['ProposeRepair', { ...onOwn, direction: 'CREDIT', reason }],
    [
      'RejectRepair',
      {
        ...(await madeBy(cashier.send('ProposeRepair', { ...onOwn, direction: 'CREDIT', reason }))),
        reason,
      },
    ],
    ['ReverseTransaction', { ...(await made('Deposit', { walletId: own })), reason }],
    ['FreezeWallet', { walletId: own, reason }],
    ['UnfreezeWallet', { walletId: own, reason }],
    ['CloseWallet', { walletId: own, reason }],
  ];
  for (const [operation, input] of refused) await provoke(operation, input, 'SelfApproval');
});

test('approveRepair and rejectRepair refuse what is no pending repair, and approveRepair what the wallet cannot bear', async () => {
  const walletId = await wallet('repaired', '0', 'ISK');
  const amount = moneyInput(MOST, 'ISK');
  const propose = (direction: string, more: Input = {}) =>
    madeBy(cashier.send('ProposeRepair', { walletId, direction, amount, reason, ...more }));
  const [credit, second, debit] = [
    await propose('CREDIT'),
    await propose('CREDIT', { amount: moneyInput('1', 'ISK') }),
    await propose('DEBIT'),
  ];
  const unknown = `fnd_${walletId.slice('wal_'.length)}`;
  const naming = { walletId, direction: 'CREDIT', amount, reason, findingId: unknown };
  await provoke('ProposeRepair', naming, 'FindingNotFound');
  await provoke('ApproveRepair', debit, 'InsufficientFunds');
  await send('ApproveRepair', credit);
  await provoke('ApproveRepair', second, 'AmountTooLarge');
  await send('ApproveRepair', debit);
  const own = await madeBy(
    send('ProposeRepair', { walletId, direction: 'CREDIT', amount, reason }),
  );
  await provoke('ApproveRepair', own, 'SelfApproval');
  const rejected = await propose('CREDIT');
  await conflict('RejectRepair', { ...rejected, reason }, own);
  await conflict('ApproveRepair', second, own);
  const missing = { transactionId: own.transactionId.slice(0, -6) + NONE };
  for (const [operation, more] of [
    ['ApproveRepair', {}],
    ['RejectRepair', { reason }],
  ] as const) {
    await provoke(operation, { ...missing, ...more }, 'TransactionNotFound');
    await provoke(operation, { ...credit, ...more }, 'InvalidTransition');
  }
});

test('claimDailyBonus refuses a second claim, unusable wallets and a reused key', async () => {
  await untilClearOfMidnight();
  const walletId = await wallet('undici');
  await conflict('ClaimDailyBonus', { walletId }, { walletId: await wallet('another') });
  await provoke('ClaimDailyBonus', { walletId }, 'AlreadyClaimed');
  const missing = { walletId: walletId.slice(0, -6) + NONE };
  await provoke('ClaimDailyBonus', missing, 'WalletNotFound');
  const yen = { walletId: await wallet('undici', '0', 'JPY') };
  await provoke('ClaimDailyBonus', yen, 'BonusNotOffered');
  const closed = { walletId: await closedWallet('closed for bonus') };
  await provoke('ClaimDailyBonus', closed, 'WalletNotActive');
});

test('payReferralCommission refuses unfit sources, unusable wallets and a second payment', async () => {
  const operation = 'PayReferralCommission';
  const [walletId, from] = [await wallet('dodici'), await wallet('tredici')];
  const deposit = (text: string, name = 'Deposit') =>
    send(name, { walletId: from, amount: moneyInput(text) });
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
  await provoke(operation, { ...one, walletId: from }, 'SameWallet');
  const closed = { ...one, walletId: await closedWallet('closed for commission') };
  await provoke(operation, closed, 'WalletNotActive');
  await conflict(operation, one, { rateBps: 501 });
  await provoke(operation, one, 'AlreadyPaid');
});

test('distributeEarnings refuses an unknown currency as a whole, and it and transferMany a reused key', async () => {
  const [walletId, toWalletId] = [await wallet('quattordici', '1'), await wallet('quindici')];
  const line = { walletId, amount: moneyInput('1') };
  const unknown = { lines: [{ walletId, amount: moneyInput('1', 'ZZZ') }] };
  await provoke('DistributeEarnings', unknown, 'UnknownCurrency');
  await conflict('DistributeEarnings', { lines: [line] }, { lines: [line, line] });
  const transfer = { fromWalletId: walletId, toWalletId, amount: moneyInput('1') };
  await conflict('TransferMany', { inputs: [transfer] }, { inputs: [transfer, transfer] });
});

test('quoteExchange refuses wrong amounts and rates, and wallets that cannot exchange', async () => {
  const [from, to] = [await wallet('sedici', '9'), await wallet('sedici', '0', 'JPY')];
  const one = { fromWalletId: from, toWalletId: to, amount: moneyInput('1'), rate: '150' };
  for (const [amount, expected] of WRONG_AMOUNTS)
    await provoke('QuoteExchange', { ...one, amount }, expected);
  await provoke('QuoteExchange', { ...one, rate: '0.99' }, 'InvalidAmount');
  await provoke('QuoteExchange', { ...one, amount: moneyInput('9'), rate: MOST }, 'AmountTooLarge');
  await provoke('QuoteExchange', { ...one, toWalletId: from }, 'SameWallet');
  const others = await wallet('diciassette', '0', 'JPY');
  await provoke('QuoteExchange', { ...one, toWalletId: others }, 'WalletNotFound');
  await conflict('QuoteExchange', one, { rate: '151' });
  await send('FreezeWallet', { walletId: from, reason });
  await provoke('QuoteExchange', one, 'WalletNotActive');
});

test('exchange refuses missing, used and expired quotes, frozen wallets and missing funds', async () => {
  const [from, to] = [await wallet('diciotto', '9'), await wallet('diciotto', '0', 'JPY')];
  const quote = async (more: object = {}) => {
    const asked = { fromWalletId: from, toWalletId: to, amount: moneyInput('9'), rate: '1' };
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

test('a mutation refuses to pay a wallet, or return to it, more than its account can hold', async () => {
  const of = (amount: string) => moneyInput(amount, 'KRW');
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
    ...{ amount: moneyInput('1'), rate: '1' },
  });
  await provoke('Exchange', { quoteId: quote.quote.id }, 'AmountTooLarge');
  const held = await madeBy(send('RequestWithdrawal', { walletId, amount: of('1') }));
  const bought = await madeBy(send('Purchase', { walletId, amount: of('1') }));
  await service.send('Deposit', { walletId, amount: of('2') });
  await provoke('RejectWithdrawal', { ...held, reason }, 'AmountTooLarge');
  await provoke('CancelWithdrawal', held, 'AmountTooLarge');
  await provoke('FailPurchase', { ...bought, reason }, 'AmountTooLarge');
  await provoke('CancelPurchase', bought, 'AmountTooLarge');
});

test('a mutation refuses to take a system account past its limit', async () => {
  const of = (amount: string) => moneyInput(amount, 'VND');
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

test('no result union has a refusal that these tests do not provoke', () => {
  const refusals: readonly string[] = Object.values(REFUSAL_TYPES);
  const unions = Object.values(buildSchema().getTypeMap())
    .filter(isUnionType)
    .filter(({ name }) => name.endsWith('Result'));
  const inSchema = unions.map((union) => [
    union.name.slice(0, -'Result'.length),
    namesOf(
      union
        .getTypes()
        .map(({ name }) => name)
        .filter((name) => refusals.includes(name)),
    ),
  ]);
  const provoked = [...provoker.seen].map(([operation, names]) => [operation, namesOf([...names])]);
  expect(Object.fromEntries(provoked)).toEqual(Object.fromEntries(inSchema));
});

function namesOf(names: readonly string[]): string {
  return [...names].sort().join(' ');
}
