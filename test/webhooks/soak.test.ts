import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { type GatewayClient, GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';
import { isSignedWith, Receiver } from './receiver.js';

// Two gateways deliver to a receiver that fails in every way, and are killed meanwhile. A receiver that keeps ids must get
// every event, and those of each wallet in their order. At full size:
// ONEBOOK_WEBHOOK_EVENTS=100000 ONEBOOK_WEBHOOK_KILLS=20 npm test -- test/webhooks/soak

const EVENTS = Number(process.env['ONEBOOK_WEBHOOK_EVENTS'] ?? 500);
const KILLS = Number(process.env['ONEBOOK_WEBHOOK_KILLS'] ?? 2);
/** The usual limit of a test, and more at full size. */
const LIMIT_MS = Math.max(300_000, EVENTS * 60);
const LINES = 250;
const WALLETS = Math.min(2_000, Math.max(20, EVENTS / 20));

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) {
  deposit(input: $input) { ... on DepositPayload { transaction { id } } } }`;
const TRANSFER = `mutation ($input: TransferManyInput!) {
  transferMany(input: $input) { ... on TransferManyPayload { done { __typename } refused { index } } ... on UserError { message } } }`;
const CREATE = `mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { ... on CreateWebhookPayload { secret webhook { id } } ... on UserError { message } } }`;
const EVENTS_PAGE = `query ($after: String) { events(first: 200, after: $after, filter: { types: ["transaction.completed"] }) {
  edges { node { id ... on TransactionEvent { transaction { wallet { id } ... on Transfer { toWallet { id } } } } } }
  pageInfo { endCursor hasNextPage } } }`;
const VERIFY = `mutation { verifyIntegrity { healthy findings { check subject expected actual } } }`;

let database: TestDatabase;
let owner: Client;
let gateways: GatewayProcess[];
const receiver = new Receiver(() => {
  const dice = Math.random();
  if (dice < 0.01) return 'error';
  if (dice < 0.015) return 'reset';
  if (dice < 0.02) return 'redirect';
  if (dice < 0.025) return 'lost';
  if (dice < 0.03) return 'slow';
  if (dice < 0.031) return 'hang';
  return 'ok';
});

beforeAll(async () => {
  await receiver.start();
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.url, options: '-c search_path=book,pg_temp' });
  await owner.connect();
  gateways = await Promise.all(
    [1, 2].map(() => GatewayProcess.create({ DATABASE_URL: database.url })),
  );
  for (const gateway of gateways) await gateway.start();
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.discard();
  await owner.end();
  await database.drop();
  await receiver.stop();
});

/** Sends to a gateway that answers: the other one may be dead. */
async function send<T>(document: string, variables: object = {}): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const gateway = gateways[attempt % 2]!;
    const client: GatewayClient = await gateway.client('admin', 'SERVICE', 'ADMIN');
    const answer = await client.send<T>(document, variables).catch(() => undefined);
    if (answer?.data && !answer.errors) return answer.data;
    const code = answer?.errors?.[0]?.extensions?.code;
    const isForGood = answer && code !== 'UNAVAILABLE' && code !== 'OUTCOME_UNKNOWN';
    if (isForGood || attempt > 1_000)
      throw new Error(
        [JSON.stringify(answer), ...gateways.map(({ output }) => output.slice(-5_000))].join('\n'),
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const mutate = <T>(document: string, input: object): Promise<T> =>
  send<T>(document, { input: { ...input, idempotencyKey: randomUUID() } });

async function wallets(): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < WALLETS; n += 50)
    ids.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(50, WALLETS - n) }, async (_, i) => {
          const { openWallet } = await mutate<{ openWallet: { wallet: { id: string } } }>(OPEN, {
            ...{ ownerId: `owner ${n + i}`, currency: 'USD' },
          });
          const amount = { amount: '100000.00', currency: 'USD' };
          await mutate(DEPOSIT, { walletId: openWallet.wallet.id, amount });
          return openWallet.wallet.id;
        }),
      )),
    );
  return ids;
}

/** Makes events by transfers between random wallets, while gateways are killed and the receiver dies. */
async function makeEvents(ids: readonly string[]): Promise<void> {
  const any = (): number => Math.floor(Math.random() * ids.length);
  for (let made = 0; made < EVENTS; made += LINES) {
    const inputs = Array.from({ length: Math.min(LINES, EVENTS - made) }, () => {
      const from = any();
      const to = (from + 1 + Math.floor(Math.random() * (ids.length - 1))) % ids.length;
      return {
        ...{ fromWalletId: ids[from], toWalletId: ids[to] },
        amount: { amount: '0.01', currency: 'USD' },
      };
    });
    await mutate(TRANSFER, { inputs, atomic: true });
  }
}

/** Kills the gateways in turn, spread over the deliveries, and the receiver twice. */
async function killInTurn(): Promise<number> {
  let killed = 0;
  for (let turn = 0; turn < KILLS; turn++) {
    const wanted = ((turn + 0.5) / KILLS) * EVENTS * 0.9;
    await untilLong(() => receiver.taken.size >= wanted);
    const gateway = gateways[turn % 2]!;
    await gateway.end('SIGKILL');
    killed += 1;
    if (turn % 8 === 1) {
      await receiver.stop();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await receiver.start();
    }
    await gateway.start();
  }
  return killed;
}

/** As `until`, for as long as something still arrives. */
async function untilLong(condition: () => boolean): Promise<void> {
  while (!condition()) {
    const { size } = receiver.taken;
    await until(
      () => condition() || receiver.taken.size > size,
      () => [`${size} came`, ...gateways.map(({ output }) => output.slice(-3_000))].join('\n'),
    );
  }
}

interface Page {
  readonly events: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly transaction: {
          readonly wallet: { readonly id: string };
          readonly toWallet?: { readonly id: string };
        };
      };
    }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

/** Every event of the log with its wallets, in the order of the log. */
async function logged(after: string): Promise<{ id: string; wallets: string[] }[]> {
  const all: { id: string; wallets: string[] }[] = [];
  for (let cursor = after; ;) {
    const { events } = await send<Page>(EVENTS_PAGE, { after: cursor });
    for (const { node } of events.edges) {
      const { wallet, toWallet } = node.transaction;
      all.push({ id: node.id, wallets: [wallet.id, ...(toWallet ? [toWallet.id] : [])] });
    }
    if (!events.pageInfo.hasNextPage) return all;
    cursor = events.pageInfo.endCursor;
  }
}

test(
  'every event reaches a receiver that fails, and those of each wallet in order, although gateways are killed',
  async () => {
    const ids = await wallets();
    const before = `{ events(last: 1) { pageInfo { endCursor } } }`;
    const { events } = await send<{ events: { pageInfo: { endCursor: string } } }>(before);
    const { createWebhook } = await mutate<{ createWebhook: { secret: string } }>(CREATE, {
      ...{ url: receiver.url, types: ['transaction.completed'] },
    });
    const began = performance.now();
    const [, killed] = await Promise.all([makeEvents(ids), killInTurn()]);
    await untilLong(() => receiver.taken.size >= EVENTS);
    const seconds = (performance.now() - began) / 1_000;
    expect(killed).toBe(KILLS);
    const log = await logged(events.pageInfo.endCursor);
    expect(log).toHaveLength(EVENTS);
    const order = [...receiver.taken.keys()];
    expect(new Set(order)).toEqual(new Set(log.map(({ id }) => id)));
    const placeOf = new Map(order.map((id, place) => [id, place]));
    const last = new Map<string, number>();
    const early: string[] = [];
    for (const event of log)
      for (const wallet of event.wallets) {
        const place = placeOf.get(event.id)!;
        if (place < (last.get(wallet) ?? -1)) early.push(event.id);
        last.set(wallet, place);
      }
    expect(early).toEqual([]);
    expect(receiver.requests.filter((one) => !isSignedWith(createWebhook.secret, one))).toEqual([]);
    expect(receiver.followed).toBe(0);
    const isPending = `SELECT count(*)::int AS n FROM webhook_delivery WHERE status <> 'DELIVERED'`;
    await until(async () => (await owner.query<{ n: number }>(isPending)).rows[0]!.n === 0);
    const { verifyIntegrity } = await send<{ verifyIntegrity: object }>(VERIFY);
    expect(verifyIntegrity).toEqual({ healthy: true, findings: [] });
    const answers = [...new Set(receiver.requests.map(({ answer }) => answer))].map((answer) => ({
      answer,
      n: receiver.requests.filter((one) => one.answer === answer).length,
    }));
    if (EVENTS > 500)
      console.log(
        `${EVENTS} events, ${killed} kills, ${receiver.requests.length} requests in ${seconds.toFixed(1)} s:`,
        answers.map(({ answer, n }) => `${answer} ${n}`).join(', '),
      );
  },
  LIMIT_MS,
);
