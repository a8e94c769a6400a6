import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { erasureId } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { erase } from '../support/erasing.js';
import { type Asker, askers, moneyInput } from '../support/graphql.js';
import { importWallet } from '../support/imports.js';

const at = useBook();
const { admin, auditor, cashier, member, service, wallet } = askers(() => at.gateway.book);

/** A word that is in every text about the owner, and nowhere else. */
const CANARY = 'quokka';
const text = (what: string): string => `${what} of ${CANARY}`;

const AUDIT = `query ($filter: AuditFilter) { auditLog(filter: $filter, first: 200) { edges { node {
  movement input outcome message idempotencyKey } } } }`;
const SHOWN = `query ($id: ID!) { transaction(id: $id) { id status reference description metadata statusReason
  amount { amount currency } ... on Withdrawal { destination } ... on Transfer { splits { label amount { amount } } } } }`;
const EVENTS = `{ events(last: 1, filter: { types: ["owner.erased"] }) { edges { node {
  __typename type actor data wallet { id } transaction { id } } } } }`;

type Shown = Record<string, unknown>;

/** The rows of every table of the book in which the word stands. */
async function rowsWith(word: string): Promise<string[]> {
  const { rows: tables } = await at.owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'book'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await at.owner.query<{ row: string }>(
      `SELECT t::text AS row FROM ${name} t WHERE t::text LIKE '%' || $1 || '%'`,
      [word],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

const status = async (id: string): Promise<Shown> =>
  (await admin.run(
    `query ($id: ID!) { node(id: $id) { ... on OwnerErasure {
       status ownerId reason startedBy finishedAt erasedWallets erasedTransactions erasedCommands } } }`,
    { id },
  )) as unknown as Shown;

async function order(ownerId: string, by = admin): Promise<string> {
  const made = await by.send('EraseOwner', { ownerId, reason: 'asked for on 2026-11-27' });
  return (made as unknown as { erasure: { id: string } }).erasure.id;
}

const remarks = (what: string) => ({
  ...{ reference: text(`${what} reference`), description: text(`${what} description`) },
  metadata: { note: text(`${what} metadata`), [CANARY]: 1 },
});

describe('an owner with texts everywhere', () => {
  let bobs: string;
  let paid: string;
  let withdrawn: string;
  let pending: string;
  let idOfErasure: string;
  const balances: string[] = [];
  const key = randomUUID();
  let transfer: Shown;

  async function balanceOf(id: string): Promise<string> {
    const { balance } = (await admin.run(
      `query ($id: ID!) { wallet(id: $id) { balance { total { amount } version } } }`,
      { id },
    )) as unknown as { balance: unknown };
    return JSON.stringify(balance);
  }

  beforeAll(async () => {
    const mary = 'mary';
    await at.owner.query('BEGIN');
    const line = { kind: 'DEPOSIT', amount: 7_00n, at: new Date(Date.now() - 86_400_000) } as const;
    const { transactionIds } = await importWallet(
      async (sql, values) => (await at.owner.query(sql, values)).rows,
      { ownerId: mary, currency: 'EUR', lines: [line] },
    );
    await at.owner.query(`SET LOCAL session_replication_role = 'replica'`);
    const words = [transactionIds[0], text('imported')];
    await at.owner.query(`UPDATE transaction SET description = $2 WHERE id = $1`, words);
    await at.owner.query('COMMIT');
    const opened = await service.send('OpenWallet', {
      ...{ ownerId: mary, currency: 'USD', metadata: { note: text('wallet') } },
    });
    const marys = opened.wallet.id;
    bobs = await wallet('bob', '50.00');
    await admin.send('CreateSystemAccount', { name: 'FEES', description: 'fees' });
    await service.send('Deposit', {
      walletId: marys,
      amount: moneyInput('90.00'),
      ...remarks('in'),
    });
    await member(mary).send('SetWalletDisplayName', { walletId: marys, displayName: text('name') });
    const split = { toSystemAccount: 'FEES', amount: moneyInput('1.00'), label: text('label') };
    transfer = {
      ...{ fromWalletId: marys, toWalletId: bobs, amount: moneyInput('5.00') },
      ...{ splits: [split], ...remarks('out'), idempotencyKey: key },
    };
    paid = (await member(mary).send('Transfer', transfer)).transaction.id;
    await member('bob').send('TransferMany', {
      inputs: [1, 2].map((n) => ({
        ...{ fromWalletId: bobs, toWalletId: marys, amount: moneyInput(`${n}.00`) },
        ...remarks(`many ${n}`),
      })),
    });
    const withdrawal = { walletId: marys, amount: moneyInput('2.00'), destination: text('IBAN') };
    withdrawn = (await member(mary).send('RequestWithdrawal', withdrawal)).transaction.id;
    await cashier.send('RejectWithdrawal', { transactionId: withdrawn, reason: text('rejected') });
    pending = (await member(mary).send('RequestWithdrawal', withdrawal)).transaction.id;
    await cashier.send('FreezeWallet', { walletId: marys, reason: text('frozen') });
    // Refused ones: of Mary on a wallet that she does not have, and of staff who would have opened her one.
    await member(mary).send('Transfer', { ...transfer, fromWalletId: bobs, idempotencyKey: 'r1' });
    await service.send('OpenWallet', {
      ...{ ownerId: mary, currency: 'ZZZ', metadata: { note: text('no wallet') } },
    });
    await admin.send('RevokeTokens', { subject: mary, reason: text('revoked') });
    const input = { walletId: marys, amount: moneyInput('3.00'), description: text('scheduled') };
    const scheduled = { mutation: 'deposit', input, at: '2100-01-01T00:00:00Z' };
    const { schedule } = (await service.send('ScheduleTransaction', scheduled)) as unknown as {
      schedule: { id: string };
    };
    await service.send('CancelSchedule', { scheduleId: schedule.id });
    for (const id of [marys, bobs]) balances.push(await balanceOf(id));
    expect((await rowsWith(CANARY)).length).toBeGreaterThan(20);
    idOfErasure = await order(mary);
    balances.push(marys);
  });

  test('eraseOwner answers with a RUNNING erasure, and its event comes at once', async () => {
    expect(await status(idOfErasure)).toMatchObject({
      ...{ status: 'RUNNING', ownerId: 'mary', startedBy: 'admin', finishedAt: null },
    });
    const { edges } = await auditor.run(EVENTS);
    expect(edges.map(({ node }) => node)).toEqual([
      {
        ...{ __typename: 'OwnerEvent', type: 'owner.erased', actor: 'admin' },
        ...{ data: { ownerId: 'mary', erasureId: idOfErasure }, wallet: null, transaction: null },
      },
    ]);
  });

  test('an erasure that is cut off after any commit goes on where it was, and leaves no text in any table', async () => {
    for (let rounds = 0; (await erase(at, 1)) > 0;) {
      rounds += 1;
      expect(rounds).toBeLessThan(200);
      expect(await at.gateway.findings({ rows: true, guards: false })).toEqual([]);
    }
    expect(await rowsWith(CANARY)).toEqual([]);
    const shown = await status(idOfErasure);
    expect(shown).toMatchObject({ status: 'DONE', erasedWallets: 1 });
    expect(Number(shown['erasedTransactions'])).toBe(7);
  });

  test('amounts, balances, statuses and the destination of what was paid stay; texts are shown as erased', async () => {
    const [marys = '', bobsBefore = ''] = balances;
    expect(await balanceOf(balances[2]!)).toBe(marys);
    expect(await balanceOf(bobs)).toBe(bobsBefore);
    expect(await admin.run(SHOWN, { id: paid })).toEqual({
      ...{ id: paid, status: 'COMPLETED', reference: '[erased]', description: '[erased]' },
      ...{ metadata: { erased: true }, statusReason: null, amount: moneyInput('5.00') },
      splits: [{ label: '[erased]', amount: { amount: '1.00' } }],
    });
    expect(await admin.run(SHOWN, { id: withdrawn })).toMatchObject({
      ...{ status: 'FAILED', destination: '[erased]', statusReason: '[erased]' },
    });
    expect(await admin.run(SHOWN, { id: pending })).toMatchObject({ status: 'PENDING' });
  });

  test('the audit log keeps ids and amounts of erased commands, and shows who erased', async () => {
    const { edges } = await auditor.run(AUDIT, { filter: { actor: 'mary', movement: 'transfer' } });
    const [refused, done] = edges.map(({ node }) => node as unknown as Shown);
    expect(done).toMatchObject({
      outcome: 'DONE',
      input: {
        ...{ fromWalletId: balances[2], toWalletId: bobs, amount: moneyInput('5') },
        ...{ description: '[erased]', reference: '[erased]', metadata: { erased: true } },
        splits: [{ amount: moneyInput('1'), label: '[erased]', to: { systemAccount: 'FEES' } }],
      },
    });
    expect(refused).toMatchObject({ outcome: 'WALLET_NOT_FOUND' });
    const own = await auditor.run(AUDIT, { filter: { movement: 'eraseOwner' } });
    expect(own.edges.map(({ node }) => node)).toMatchObject([
      { input: { ownerId: 'mary', reason: 'asked for on 2026-11-27' }, outcome: 'DONE' },
    ]);
  });

  test('a repeat with the key of an erased command gets its outcome, and other input a conflict', async () => {
    const again = await member('mary').send('Transfer', transfer);
    expect(again).toMatchObject({ replayed: true, transaction: { id: paid } });
    const other = await member('mary').send('Transfer', { ...transfer, description: '[erased]' });
    expect(other).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  test('what is pending goes on after the erasing, and texts that come later stay', async () => {
    await cashier.send('UnfreezeWallet', { walletId: balances[2], reason: 'later words' });
    await cashier.send('RejectWithdrawal', { transactionId: pending, reason: 'later words' });
    await erase(at);
    expect(await admin.run(SHOWN, { id: pending })).toMatchObject({
      ...{ status: 'FAILED', statusReason: 'later words', destination: '[erased]' },
    });
    await order('mary');
    await erase(at);
    expect(await admin.run(SHOWN, { id: pending })).toMatchObject({ statusReason: '[erased]' });
    expect((await rowsWith('later words')).length).toBe(0);
  });
});

test('an erasure leaves the texts of other owners, and those after its command', async () => {
  const [ann, ben] = [await wallet('ann', '9.00'), await wallet('ben', '9.00')];
  const deposit = (walletId: string, description: string) =>
    service.send('Deposit', { walletId, amount: moneyInput('1.00'), description });
  await deposit(ann, 'before');
  const bens = await deposit(ben, 'of ben');
  const id = await order('ann');
  const later = await deposit(ann, 'after');
  await erase(at);
  expect(await status(id)).toMatchObject({
    status: 'DONE',
    erasedTransactions: 1,
    erasedCommands: 1,
  });
  for (const [made, description] of [
    [bens, 'of ben'],
    [later, 'after'],
  ] as const)
    expect(await admin.run(SHOWN, { id: made.transaction.id })).toMatchObject({ description });
  expect((await rowsWith('"after"')).length).toBe(1);
});

test('an admin cannot erase their own texts, others cannot erase at all, and only ADMIN and AUDITOR see erasures', async () => {
  expect(await admin.send('EraseOwner', { ownerId: 'admin', reason: 'hide' })).toMatchObject({
    code: 'SELF_APPROVAL',
  });
  const input = { ownerId: 'ann', reason: 'x', idempotencyKey: randomUUID() };
  for (const other of [cashier, auditor, service, member('ann')])
    expect(await other.codes('EraseOwner', { input })).toEqual(['FORBIDDEN']);
  const id = await order('ann');
  await erase(at);
  const NODE = `query ($id: ID!) { node(id: $id) { id } }`;
  for (const [by, shown] of [
    [admin, { id }],
    [auditor, { id }],
    [cashier, null],
  ] as [Asker, unknown][])
    expect(await by.run(NODE, { id })).toEqual(shown);
  expect(await admin.run(NODE, { id: erasureId(randomUUID()) })).toBeNull();
});
