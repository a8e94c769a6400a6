import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { isUnionType } from 'graphql';
import { REFUSAL_TYPES } from '../../src/graphql/answers.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { useBook } from '../support/book.js';
import { askers, money, type Answer } from '../support/graphql.js';

// Every refusal that a result union has is provoked here, and no mutation may refuse with another.

const at = useBook();
const { admin, wallet } = askers(() => at.gateway.book);
const reason = 'because';
const NONE = '000000';
const CLOSE = `mutation ($input: CloseWalletInput!) {
  closeWallet(input: $input) { __typename }
}`;

/** The types with which each mutation has refused so far, by the name of its document. */
const seen = new Map<string, Set<string>>();

type Input = Record<string, unknown>;

function send(operation: string, input: Input): Promise<Answer> {
  if (operation !== 'CloseWallet') return admin.send(operation, input);
  return admin.run(CLOSE, { input: { idempotencyKey: randomUUID(), ...input } });
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

async function closedWallet(ownerId: string): Promise<string> {
  const walletId = await wallet(ownerId);
  await send('CloseWallet', { walletId, reason });
  return walletId;
}

test('openWallet', async () => {
  await provoke('OpenWallet', { ownerId: 'x', currency: 'ZZZ' }, 'UnknownCurrency');
  await conflict('OpenWallet', { ownerId: 'x', currency: 'USD' }, { ownerId: 'y' });
});

test.each([
  ['Deposit', 'walletId', {}],
  ['AdjustBalance', 'walletId', { direction: 'DEBIT', reason }],
  ['Transfer', 'fromWalletId', {}],
])('%s: amounts, and the wallet', async (operation, from, more) => {
  const id = await wallet(`payer by ${operation}`, '9');
  const to = operation === 'Transfer' ? { toWalletId: await wallet('taker') } : {};
  const input = { [from]: id, amount: money('1'), ...more, ...to };
  for (const [amount, expected] of [
    [money('1', 'EUR'), 'CurrencyMismatch'],
    [money('1', 'ZZZ'), 'UnknownCurrency'],
    [money('0'), 'InvalidAmount'],
    [money('1.001'), 'InvalidAmount'],
    [money('9'.repeat(37)), 'AmountTooLarge'],
  ] as const)
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
