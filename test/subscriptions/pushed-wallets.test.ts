import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { walletId } from '../../src/graphql/ids.js';
import { createMetrics } from '../../src/metrics/metrics.js';
import { freezeWallet } from '../../src/movements/index.js';
import { done, type TestBook, TestGateway, useBook } from '../support/book.js';
import { ADMIN } from '../support/inputs.js';
import { type Collected, collect, LiveServer } from '../support/live.js';
import { until } from '../support/until.js';

// A push carries the wallet itself, with the balance of its own moment: two gateways, real subscriptions.

const at = useBook();
const metrics = createMetrics();
/** How often the first gateway's book was opened for a read: in a round, or on a connection of its own. */
const reads = { rounds: 0, dear: 0 };
let second: TestGateway;
let here: LiveServer;
let there: LiveServer;
const open: Collected[] = [];

beforeAll(async () => {
  second = await TestGateway.open(at.database.url, {}, { name: 'second' });
  const { book } = at.gateway;
  const counted = {
    ...book,
    join: () => ((reads.rounds += 1), book.join()),
    read: (...caller: Parameters<typeof book.read>) => ((reads.dear += 1), book.read(...caller)),
  };
  const { database } = at;
  const config = { host: '127.0.0.1', port: 0, production: false };
  const first = { database, gateway: { book: counted } } as unknown as TestBook;
  here = await LiveServer.start(first, { config, metrics });
  there = await LiveServer.start({ database, gateway: second } as TestBook);
});
afterEach(() => {
  for (const { stop } of open.splice(0)) stop();
});
afterAll(async () => {
  await here.close();
  await there.close();
  await second.close();
});

const FIGURES = `version available { amount } spendable { amount } held { amount } cash { amount }
  credit { amount } total { amount currency }`;
const PLAIN = `status balance { ${FIGURES} }
  wallet { id ownerId currency name status statusReason metadata balance { ${FIGURES} } }`;
const balanceOf = (selection: string) =>
  `subscription ($id: ID!) { balanceChanged(walletId: $id) { ${selection} } }`;
const changesOf = (selection: string) =>
  `subscription ($ownerId: ID) { walletChanges(filter: { ownerId: $ownerId }) { ${selection} } }`;

interface Figures {
  readonly version: number;
  readonly total: { readonly amount: string };
}

interface Pushed {
  readonly status: string;
  readonly balance: Figures;
  readonly wallet: {
    readonly id: string;
    readonly status: string;
    readonly statusReason: string | null;
    readonly balance: Figures;
    readonly history: {
      readonly edges: readonly { readonly node: { readonly balance: { amount: string } } }[];
    };
    readonly creditLine: { readonly owed: { readonly amount: string } };
  };
}

async function follow(
  server: LiveServer,
  sub: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<Collected> {
  const role = sub === 'carol' ? 'CASHIER' : 'MEMBER';
  const followed = collect(await server.client(sub, [role]), query, variables);
  open.push(followed);
  await until(() => followed.pushes.length > 0 || followed.end !== undefined);
  return followed;
}

/** Every pushed wallet, in order. */
function pushed({ pushes, end }: Collected): Pushed[] {
  expect(end).toBeUndefined();
  return pushes.flatMap(({ data, errors }) => {
    expect(errors).toBeUndefined();
    return Object.values(data ?? {}).flat() as Pushed[];
  });
}

const versions = (one: Collected): number[] => pushed(one).map(({ balance }) => balance.version);

/** Twenty deposits, by both gateways at once. */
async function storm(uuid: string): Promise<void> {
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      (n % 2 ? at.gateway : second).deposit(uuid, '1.00', 'USD'),
    ),
  );
}

test('a push carries the wallet, with the numbers and the version of the balance beside it, through every gateway', async () => {
  const uuid = await at.gateway.wallet('ann', 'USD', '10.00');
  const id = walletId(uuid);
  const followers = [
    await follow(here, 'ann', balanceOf(PLAIN), { id }),
    await follow(there, 'ann', balanceOf(PLAIN), { id }),
    await follow(here, 'carol', changesOf(PLAIN), { ownerId: 'ann' }),
    await follow(there, 'carol', changesOf(PLAIN), { ownerId: 'ann' }),
  ];
  await storm(uuid);
  await until(() => followers.every((one) => versions(one).at(-1) === 21));
  for (const follower of followers) {
    const received = versions(follower);
    expect(received).toEqual([...received].sort((a, b) => a - b));
    for (const { balance, status, wallet } of pushed(follower)) {
      expect(wallet).toMatchObject({ id, status, ownerId: 'ann', name: 'main', metadata: {} });
      expect(wallet.balance).toEqual(balance);
    }
    expect(pushed(follower).at(-1)?.balance.total).toEqual({ amount: '30.00', currency: 'USD' });
  }
});

test('the plain fields of a pushed wallet cost no read, and the push is executed once for all', async () => {
  const uuid = await at.gateway.wallet('ben', 'USD', '10.00');
  const followers = await Promise.all(
    Array.from({ length: 6 }, () => follow(here, 'ben', balanceOf(PLAIN), { id: walletId(uuid) })),
  );
  const before = { ...reads, executions: await executions() };
  await at.gateway.deposit(uuid, '1.00', 'USD');
  await until(() => followers.every((one) => versions(one).at(-1) === 2));
  // The one round is that of the wallet, for all who follow it.
  expect({ ...reads, executions: await executions() }).toEqual({
    rounds: before.rounds + 1,
    dear: before.dear,
    executions: before.executions + 1,
  });
});

test('a push that shows more of the wallet is of one moment, never goes back, and ends at the newest', async () => {
  const uuid = await at.gateway.wallet('cem', 'USD', '10.00');
  const id = walletId(uuid);
  const deep = `status balance { ${FIGURES} } wallet { id balance { version total { amount } }
    creditLine { owed { amount } } history(first: 1) { edges { node { balance { amount } } } } }`;
  const followers = [
    await follow(here, 'cem', balanceOf(deep), { id }),
    await follow(there, 'cem', balanceOf(deep), { id }),
    await follow(there, 'carol', changesOf(deep), { ownerId: 'cem' }),
  ];
  const { dear } = reads;
  await storm(uuid);
  await until(() => followers.every((one) => versions(one).at(-1) === 21));
  for (const follower of followers) {
    const received = versions(follower);
    expect(received).toEqual([...received].sort((a, b) => a - b));
    expect(new Set(follower.pushes.map((push) => JSON.stringify(push))).size).toBe(
      follower.pushes.length,
    );
    for (const { balance, wallet } of pushed(follower)) {
      expect(wallet.balance).toEqual({
        version: balance.version,
        total: { amount: balance.total.amount },
      });
      expect(wallet.history.edges[0]?.node.balance).toEqual({ amount: balance.total.amount });
      expect(wallet.creditLine).toEqual({ owed: { amount: '0.00' } });
    }
  }
  // Each read of history has a connection of its own, as in a query.
  expect(reads.dear).toBeGreaterThan(dear);
});

test('a field that reads rows is read in a round with the balance beside it', async () => {
  const uuid = await at.gateway.wallet('dot', 'USD', '10.00');
  const line = `balance { version } wallet { balance { version } creditLine { approved } }`;
  const follower = await follow(here, 'dot', balanceOf(line), { id: walletId(uuid) });
  const { dear } = reads;
  await at.gateway.deposit(uuid, '1.00', 'USD');
  await until(() => versions(follower).at(-1) === 2);
  for (const { balance, wallet } of pushed(follower)) expect(wallet.balance).toEqual(balance);
  expect(reads.dear).toBe(dear);
});

test('a pushed wallet shows each viewer what a query shows them: why it is frozen only to staff', async () => {
  const uuid = await at.gateway.wallet('eve', 'USD', '10.00');
  const member = await follow(there, 'eve', balanceOf(PLAIN), { id: walletId(uuid) });
  const staff = await follow(there, 'carol', balanceOf(PLAIN), { id: walletId(uuid) });
  const reason = 'a stolen phone';
  const { ledger } = at.gateway.book;
  done(await ledger.submit(freezeWallet, { walletId: uuid, reason }, ADMIN, randomUUID()));
  await until(() => [member, staff].every(({ pushes }) => pushes.length === 2));
  const [ofMember, ofStaff] = [member, staff].map((one) => pushed(one).at(-1));
  expect(ofMember).toMatchObject({ status: 'FROZEN', wallet: { status: 'FROZEN' } });
  expect(ofMember?.wallet.statusReason).toBeNull();
  expect(ofStaff?.wallet).toMatchObject({ status: 'FROZEN', statusReason: reason });
});

test('a subscription that asks for far too much of each pushed wallet is refused before it starts', async () => {
  const dear = changesOf('wallet { explain { parts { kind } } }');
  const follower = await follow(there, 'carol', dear, {});
  expect(follower.pushes).toEqual([]);
  expect(JSON.stringify(follower.end)).toContain('asks for about');
});

async function executions(): Promise<number> {
  const { values } = await metrics.executions.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}
