import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { until } from '../support/until.js';
import { Asker, askers, contextsOn, moneyInput } from '../support/graphql.js';
import { viewerWith } from '../support/inputs.js';

const at = useBook();
const { service, admin, cashier, auditor, member, wallet } = askers(() => at.gateway.book);

const ENTRIES = /* GraphQL */ `
  query ($id: ID!) {
    transaction(id: $id) {
      __typename
      id
      wallet {
        id
      }
      initiatedBy
      ... on Transfer {
        toWallet {
          id
        }
      }
      lines: entries {
        id
        account
        amount {
          amount
        }
        transaction {
          id
        }
      }
    }
  }
`;

describe('a member uses and sees only their own wallets', () => {
  test('a member opens a wallet of their own, is paid, pays, and reads it all back', async () => {
    const anna = member('anna');
    const opened = await anna.send('OpenWallet', { ownerId: 'anna', currency: 'USD' });
    expect(opened).toMatchObject({ __typename: 'OpenWalletPayload', replayed: false });
    expect(await anna.send('OpenWallet', { ownerId: 'anna', currency: 'USD' })).toMatchObject({
      replayed: true,
      wallet: { id: opened.wallet.id, balance: { version: 0, total: moneyInput('0.00') } },
    });
    const id = opened.wallet.id;
    const note = { reference: 'order 7', description: 'ä', metadata: { a: [1, { b: null }] } };
    const paid = await cashier.send('Deposit', {
      walletId: id,
      amount: moneyInput('104.5'),
      ...note,
    });
    expect(paid).toMatchObject({
      __typename: 'DepositPayload',
      replayed: false,
      transaction: {
        __typename: 'Deposit',
        kind: 'DEPOSIT',
        status: 'COMPLETED',
        amount: moneyInput('104.50'),
        wallet: { id, balance: { available: moneyInput('104.50'), version: 1 } },
      },
    });
    const other = await wallet('bob');
    const sent = await anna.send('Transfer', {
      fromWalletId: id,
      toWalletId: other,
      amount: moneyInput('4.50'),
    });
    expect(sent.transaction.wallet).toMatchObject({
      balance: { available: moneyInput('100.00') },
    });
    const { entries } = await anna.run('WalletEntries', { id });
    expect(entries.edges.map((edge) => edge.node)).toMatchObject([
      { account: 'CASH', amount: { amount: '-4.50' }, balance: { amount: '100.00' } },
      { account: 'CASH', amount: { amount: '104.50' }, balance: { amount: '104.50' } },
    ]);
    for (const node of [id, sent.transaction.id, entries.edges[0]?.node.id])
      expect(await anna.run('Node', { id: node })).toMatchObject({ id: node });
    const filter = { kinds: ['DEPOSIT'], reference: 'order 7' };
    const { transactions } = await anna.run('WalletTransactions', { id, filter });
    expect(transactions.edges.map((edge) => edge.node)).toMatchObject([
      { __typename: 'Deposit', id: paid.transaction.id, amount: { amount: '104.50' } },
    ]);
    expect((await anna.run('Viewer')).wallets).toMatchObject([{ id, currency: 'USD' }]);
    expect(
      await anna.run(
        `query($id: ID!) { transaction(id: $id) { reference description metadata } }`,
        {
          id: paid.transaction.id,
        },
      ),
    ).toEqual(note);
  });

  test('a member sees nothing of other owners, whose wallets look like missing ones', async () => {
    const [mine, theirs] = [await wallet('carl', '5.00'), await wallet('dora', '5.00')];
    const carl = member('carl');
    const deposit = await service.send('Deposit', { walletId: theirs, amount: moneyInput('1') });
    const entry = (await member('dora').run('WalletEntries', { id: theirs })).entries.edges[0]
      ?.node;
    expect(await carl.run('Wallet', { id: theirs })).toBeNull();
    expect(await carl.run('Transaction', { id: deposit.transaction.id })).toBeNull();
    for (const id of [theirs, deposit.transaction.id, entry?.id])
      expect(await carl.run('Node', { id })).toBeNull();
    expect((await carl.run('WalletsOfOwner', { ownerId: 'dora' })).edges).toEqual([]);
    expect((await carl.run('{ wallets { edges { node { id } } } }')).edges).toEqual([
      { node: { id: mine } },
    ]);
    const search = `query ($filter: TransactionSearch) { transactions(filter: $filter) { edges { node { id } } } }`;
    expect((await carl.run(search)).edges).toHaveLength(1);
    expect((await carl.run(search, { filter: { ownerId: 'dora' } })).edges).toEqual([]);
    expect((await carl.run(search, { filter: { walletId: theirs } })).edges).toEqual([]);
    const steal = { fromWalletId: theirs, toWalletId: mine, amount: moneyInput('1') };
    const refused = await carl.send('Transfer', steal);
    const fresh = (await wallet('missing', '0', 'EUR')).replace(/.{4}$/, '0000');
    const missing = await carl.send('Transfer', { ...steal, fromWalletId: fresh });
    expect(refused).toEqual({ ...missing, __typename: 'WalletNotFound', code: 'WALLET_NOT_FOUND' });
    const input = { ownerId: 'dora', currency: 'EUR', idempotencyKey: randomUUID() };
    expect(await carl.codes('OpenWallet', { input })).toEqual(['FORBIDDEN']);
  });

  test('the receiver of a transfer sees it and their own entry, not the sender’s wallet, and staff see all', async () => {
    const [from, to] = [await wallet('erik', '9.00'), await wallet('fay')];
    const sent = await member('erik').send('Transfer', {
      fromWalletId: from,
      toWalletId: to,
      amount: moneyInput('2'),
    });
    const { id } = sent.transaction;
    const transaction = { id };
    const paid = { account: 'CASH', amount: { amount: '-2.00' }, transaction };
    const got = { account: 'CASH', amount: { amount: '2.00' }, transaction };
    const common = { __typename: 'Transfer', id };
    const [byErik, byFay, byAdmin] = await Promise.all(
      [member('erik'), member('fay'), admin].map((asker) => asker.run(ENTRIES, { id })),
    );
    expect(byErik).toMatchObject({
      ...common,
      wallet: { id: from },
      toWallet: null,
      initiatedBy: 'erik',
      lines: [paid],
    });
    expect(byFay).toMatchObject({
      ...common,
      wallet: null,
      toWallet: { id: to },
      initiatedBy: null,
      lines: [got],
    });
    expect(byAdmin).toMatchObject({
      ...common,
      wallet: { id: from },
      toWallet: { id: to },
      initiatedBy: 'erik',
      lines: [paid, got],
    });
    const history = (await member('fay').run('WalletEntries', { id: to })).entries.edges[0]?.node;
    expect(history?.transaction).toEqual({ id, kind: 'TRANSFER', status: 'COMPLETED' });
  });

  test('entries of system accounts are shown only to roles that see the treasury', async () => {
    const id = (
      await service.send('Deposit', { walletId: await wallet('gus'), amount: moneyInput('3') })
    ).transaction.id;
    for (const [asker, accounts] of [
      [member('gus'), ['CASH']],
      [cashier, ['CASH']],
      [service, ['CASH']],
      [admin, ['EXTERNAL', 'CASH']],
      [auditor, ['EXTERNAL', 'CASH']],
    ] as const) {
      const { lines } = await asker.run(ENTRIES, { id });
      expect(lines.map((entry) => entry.account)).toEqual(accounts);
    }
    const [external] = (await auditor.run(ENTRIES, { id })).lines;
    expect(await auditor.run('Node', { id: external?.id })).toMatchObject({ id: external?.id });
    expect(await cashier.run('Node', { id: external?.id })).toBeNull();
  });

  test('only staff see why a wallet is frozen', async () => {
    const id = await wallet('hal');
    expect(await cashier.send('FreezeWallet', { walletId: id, reason: 'dispute' })).toEqual({
      __typename: 'WalletPayload',
      wallet: { id, status: 'FROZEN' },
    });
    const query = `query ($id: ID!) { wallet(id: $id) { status statusReason } }`;
    expect(await member('hal').run(query, { id })).toEqual({
      status: 'FROZEN',
      statusReason: null,
    });
    expect(await auditor.run(query, { id })).toEqual({ status: 'FROZEN', statusReason: 'dispute' });
  });
});

describe('staff correct balances and see the treasury', () => {
  test('an admin adjusts and reverses, and the treasury sums to zero', async () => {
    const id = await wallet('ida', '0', 'CHF');
    const adjusted = await admin.send('AdjustBalance', {
      walletId: id,
      direction: 'CREDIT',
      amount: moneyInput('7', 'CHF'),
      reason: 'support case',
    });
    expect(adjusted.transaction).toMatchObject({
      kind: 'ADJUSTMENT',
      amount: moneyInput('7.00', 'CHF'),
    });
    const reversed = await admin.send('ReverseTransaction', {
      transactionId: adjusted.transaction.id,
      reason: 'mistaken',
    });
    expect(reversed.transaction).toMatchObject({
      kind: 'REVERSAL',
      wallet: { balance: { total: moneyInput('0.00', 'CHF') } },
    });
    const detail = `query ($id: ID!) { transaction(id: $id) { statusReason ... on Reversal { original { id ... on Adjustment { direction statusReason } } } } }`;
    expect(await member('ida').run(detail, { id: reversed.transaction.id })).toEqual({
      statusReason: 'mistaken',
      original: { id: adjusted.transaction.id, direction: 'CREDIT', statusReason: 'support case' },
    });
    await service.send('Deposit', { walletId: id, amount: moneyInput('8', 'CHF') });
    const treasury = await auditor.run('Treasury', { currency: 'CHF' });
    expect(treasury).toMatchObject({
      memberTotal: { amount: '8.00' },
      sumOfAllAccounts: { amount: '0.00' },
    });
    expect(treasury.systemAccounts).toContainEqual({
      name: 'EXTERNAL',
      balance: { amount: '-8.00' },
    });
    expect(await admin.run('Treasury', { currency: 'ZZZ' })).toBeNull();
    expect(await cashier.codes('Treasury', { currency: 'CHF' })).toEqual(['FORBIDDEN']);
    const report = await admin.run('VerifyIntegrity');
    expect(report).toMatchObject({ healthy: true, findings: [] });
    expect(report.checkedEntries).toBeGreaterThan(0);
  });
});

describe('bad input is BAD_USER_INPUT', () => {
  const page = `query ($id: ID!, $first: Int, $after: String, $last: Int) { wallet(id: $id) { entries(first: $first, after: $after, last: $last) { edges { cursor } } } }`;
  const mine = wallet.bind(null, 'judy');

  test.each([
    ['a page that is too long', page, { first: 201 }],
    ['a page without rows', page, { first: 0 }],
    ['a cursor that the gateway did not issue', page, { after: 'bm9wZQ' }],
    [
      'a balance in the future',
      `query ($id: ID!) { wallet(id: $id) { balance(at: "2999-01-01T00:00:00Z") { version } } }`,
      {},
    ],
    ['a malformed id', `{ wallet(id: "wal_x") { id } }`, undefined],
    ['the id of another type', `query ($id: ID!) { transaction(id: $id) { id } }`, {}],
    [
      'a blank reason',
      `mutation ($id: ID!) { freezeWallet(input: { walletId: $id, reason: " ", idempotencyKey: "k" }) { __typename } }`,
      {},
    ],
    [
      'a scalar that does not parse',
      `query ($at: DateTime!) { viewer { wallets { balance(at: $at) { version } } } }`,
      { at: '2026-02-30T00:00:00Z' },
    ],
  ])('%s is BAD_USER_INPUT', async (_, source, variables) => {
    const id = variables && !('at' in variables) ? { id: await mine() } : {};
    expect(await admin.codes(source, { ...id, ...variables })).toEqual(['BAD_USER_INPUT']);
  });

  test('a request without a viewer is UNAUTHENTICATED', async () => {
    const anonymous = new Asker(() => at.gateway.book);
    expect(await anonymous.codes('Viewer')).toEqual(['UNAUTHENTICATED']);
    expect(await anonymous.codes('VerifyIntegrity')).toEqual(['UNAUTHENTICATED']);
  });
});

describe('a request reads the book at one moment at a time', () => {
  const idle = async () => {
    const { rows } = await at.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
    );
    return rows[0]?.n;
  };

  test('a request shows after each of its mutations the book after that mutation', async () => {
    const id = await wallet('kim');
    const source = `mutation ($id: ID!) {
      a: deposit(input: { walletId: $id, amount: { amount: "1", currency: "USD" }, idempotencyKey: "kim a" }) { ...Shown }
      b: deposit(input: { walletId: $id, amount: { amount: "1", currency: "USD" }, idempotencyKey: "kim b" }) { ...Shown }
      c: deposit(input: { walletId: $id, amount: { amount: "1", currency: "USD" }, idempotencyKey: "kim a" }) { ...Shown }
    }
    fragment Shown on DepositPayload { replayed transaction { wallet { balance { version available { amount } } } } }`;
    const { data } = await service.ask(source, { id });
    const shown = (version: number, amount: string, replayed: boolean) => ({
      replayed,
      transaction: { wallet: { balance: { version, available: { amount } } } },
    });
    expect(data).toEqual({
      a: shown(1, '1.00', false),
      b: shown(2, '2.00', false),
      c: shown(2, '2.00', true),
    });
    // No request waits for the COMMIT of a round, so it can come a moment later.
    await until(async () => (await idle()) === 0);
  });

  test('a request shows one moment despite later commits, and releases its connection when it ends', async () => {
    const id = await wallet('lea', '1.00');
    const context = contextsOn(at.gateway.book)(viewerWith('lea', 'MEMBER'), 'r1');
    const uuid = (await context.loaders.ownWallets())[0]?.id ?? '';
    await service.send('Deposit', { walletId: id, amount: moneyInput('1') });
    expect((await context.loaders.balance(uuid, undefined)).available).toBe(100n);
    await until(async () => (await idle()) === 1);
    await context.end();
    await context.end();
    // No request waits for the COMMIT of a round, so it can come a moment later.
    await until(async () => (await idle()) === 0);
    expect(() => context.loaders).toThrow('the request is over');
  });
});
