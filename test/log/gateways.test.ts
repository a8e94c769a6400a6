import { createHash, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { Client } from 'pg';
import { signToken } from '../../src/auth/sign.js';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { type GatewayClient, GatewayProcess, SECRET } from '../support/gateway-process.js';
import { until } from '../support/until.js';

// Two gateways on one book. Writers write through both, and readers of events stop and go on at random, each time on either
// gateway, by a subscription or by pages. `npm run soak -- test/log/gateways` runs it with a million events.

const EVENTS = Number(process.env['ONEBOOK_EVENTS'] ?? 4_000);
const WRITERS = 20;
const READERS = 10;
const OWNERS = EVENTS > 100_000 ? 1_000 : 150;
/** About five minutes for each 100,000 events on a busy machine, and room for the start. */
const WITHIN_MS = 240_000 + EVENTS * 3;

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } ... on UserError { message } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) {
  deposit(input: $input) { ... on DepositPayload { transaction { id } } ... on UserError { message } } }`;
const TRANSFER = `mutation ($input: TransferInput!) {
  transfer(input: $input) { ... on TransferPayload { transaction { id } } ... on UserError { message } } }`;
const TRANSFER_MANY = `mutation ($input: TransferManyInput!) {
  transferMany(input: $input) { ... on TransferManyPayload { refused { index } } ... on UserError { message } } }`;
const VERIFY = `mutation { verifyIntegrity { healthy findings { check subject expected actual } } }`;
const ADDED = `subscription ($after: String) { eventAdded(after: $after) { id cursor at } }`;
const PAGE = `query ($after: String) { events(after: $after, first: 200) { edges { node { id cursor at } } } }`;

interface Told {
  readonly id: string;
  readonly cursor: string;
  readonly at: string;
}

let database: TestDatabase;
let owner: Client;
let gateways: GatewayProcess[];
let token: string;
let clients: GatewayClient[];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.url, options: '-c search_path=book,pg_temp' });
  await owner.connect();
  gateways = await Promise.all(
    [1, 2].map(() => GatewayProcess.create({ DATABASE_URL: database.url })),
  );
  for (const gateway of gateways) await gateway.start();
  const roles = ['SERVICE', 'ADMIN'] as const;
  token = await signToken({ secret: SECRET, sub: 'service', roles, ttlSeconds: 7_200 });
  clients = await Promise.all(gateways.map((gateway) => gateway.client('service', ...roles)));
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.discard();
  await owner.end();
  await database.drop();
});

const oneOf = <T>(items: readonly T[]): T => items[randomInt(items.length)]!;

/** Sends until it is decided, as the SDK does: lists of both gateways want each other's wallets, and connections end. */
async function send<T>(document: string, input?: object): Promise<T> {
  const variables = input && { input: { idempotencyKey: randomUUID(), ...input } };
  for (;;) {
    const answer = await oneOf(clients)
      .send<T>(document, variables)
      .catch((error: unknown) => {
        if (error instanceof TypeError) return undefined;
        throw error;
      });
    if (answer?.data && !answer.errors) return answer.data;
    const code = answer?.errors?.[0]?.extensions?.code;
    if (answer && code !== 'UNAVAILABLE')
      throw new Error(
        [JSON.stringify(answer.errors), ...gateways.map(({ output }) => output)].join('\n'),
      );
    await delay(500);
  }
}

async function openWallet(n: number): Promise<string> {
  const opened = await send<{ openWallet: { wallet: { id: string } } }>(OPEN, {
    ...{ ownerId: `owner ${n}`, currency: 'USD' },
  });
  const { id } = opened.openWallet.wallet;
  await send(DEPOSIT, { walletId: id, amount: { amount: '1000000.00', currency: 'USD' } });
  return id;
}

/** Transfers between random wallets until enough events have happened. */
class Writers {
  written = 0;
  constructor(private readonly wallets: readonly string[]) {}

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: WRITERS }, () => this.#write()));
  }

  async #write(): Promise<void> {
    while (this.written < EVENTS) {
      if (randomInt(2) === 0) {
        const { transfer } = await send<{ transfer: { transaction?: object } }>(
          TRANSFER,
          this.#line(),
        );
        if (!transfer.transaction) throw new Error(JSON.stringify(transfer));
        this.written += 1;
      } else {
        const inputs = Array.from({ length: randomInt(1, 40) }, () => this.#line());
        const { transferMany } = await send<{ transferMany: { refused?: unknown[] } }>(
          TRANSFER_MANY,
          { inputs },
        );
        if (transferMany.refused?.length !== 0) throw new Error(JSON.stringify(transferMany));
        this.written += inputs.length;
      }
    }
  }

  #line(): object {
    const from = randomInt(this.wallets.length);
    const to = (from + randomInt(1, this.wallets.length)) % this.wallets.length;
    const amount = { amount: '0.01', currency: 'USD' };
    return { fromWalletId: this.wallets[from], toWalletId: this.wallets[to], amount };
  }
}

/** Reads all events from the beginning, in parts of random length. */
class Reader {
  /** How many it has read, and a hash of their ids in their order. */
  count = 0;
  readonly #ids = createHash('sha256');
  parts = 0;
  #cursor: string | null = null;
  #last: [bigint, bigint] = [0n, 0n];
  #isOver = false;

  get digest(): string {
    return this.#ids.copy().digest('hex');
  }

  stop(): void {
    this.#isOver = true;
  }

  async run(): Promise<void> {
    while (!this.#isOver) {
      this.parts += 1;
      const most = randomInt(1, 3_000);
      // A subscription without a cursor begins now, and not at the first event.
      if (this.#cursor === null || randomInt(4) === 0) await this.#readPages(most);
      else await this.#follow(most, randomInt(20, 3_000));
    }
  }

  async #readPages(most: number): Promise<void> {
    for (let read = 0; read < most && !this.#isOver;) {
      const { data, errors } = await oneOf(clients).send<{ events: { edges: { node: Told }[] } }>(
        PAGE,
        { after: this.#cursor },
      );
      if (!data) throw new Error(JSON.stringify(errors));
      const { edges } = data.events;
      if (edges.length === 0) {
        await delay(20);
        return;
      }
      for (const { node } of edges) this.#take(node);
      read += edges.length;
    }
  }

  async #follow(most: number, ms: number): Promise<void> {
    const client = createClient({
      url: `${oneOf(gateways).url}/graphql/stream`,
      headers: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    await new Promise<void>((resolve, reject) => {
      let left = most;
      const end = (): void => {
        clearTimeout(timeout);
        left = 0; // what still comes is not taken
        unsubscribe();
        resolve();
      };
      const timeout = setTimeout(end, ms);
      const unsubscribe = client.subscribe<{ eventAdded: Told }>(
        { query: ADDED, variables: { after: this.#cursor } },
        {
          next: ({ data, errors }) => {
            if (left === 0) return;
            if (!data) return reject(new Error(JSON.stringify(errors)));
            this.#take(data.eventAdded);
            left -= 1;
            if (left === 0 || this.#isOver) end();
          },
          error: (error) => reject(error instanceof Error ? error : new Error(String(error))),
          complete: end,
        },
      );
    });
    client.dispose();
  }

  #take({ id, cursor }: Told): void {
    const place = placeOf(cursor);
    const [position, index] = this.#last;
    // Strictly up: none twice, none out of order. That none is missing, the count says.
    if (place[0] < position || (place[0] === position && place[1] <= index))
      throw new Error(`${cursor} came after ${this.#cursor}`);
    this.#last = place;
    this.#cursor = cursor;
    this.#ids.update(id);
    this.count += 1;
  }
}

/** The position and the index that a cursor names. */
function placeOf(cursor: string): [bigint, bigint] {
  const [, position, index] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
  return [BigInt(position!), BigInt(index!) + 1n];
}

/** Resolves when every reader has read so many events. @throws if they read none for a while */
async function allRead(readers: readonly Reader[], expected: number): Promise<void> {
  const read = (): number => readers.reduce((sum, { count }) => sum + count, 0);
  while (readers.some(({ count }) => count < expected)) {
    const before = read();
    await until(
      () => read() > before,
      () => `of ${expected} events they have read ${readers.map(({ count }) => count).join(', ')}`,
    );
  }
}

/** Counts events by the rows, without the code that reads events. */
async function countEvents(): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(
    `SELECT sum(cardinality(event_types) * CASE WHEN outcome ? 'many' THEN jsonb_array_length(outcome #> '{many,done}')
                                                ELSE 1 END) AS count
       FROM command WHERE NOT outcome ? 'refused'`,
  );
  return Number(rows[0]!.count);
}

test(
  'readers that stop and go on at random, on either gateway, read every event once and in one order while writers write',
  async () => {
    const wallets: string[] = [];
    const numbers = Array.from({ length: OWNERS }, (_, n) => n).values();
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (const n of numbers) wallets.push(await openWallet(n));
      }),
    );
    const writers = new Writers(wallets);
    const readers = Array.from({ length: READERS }, () => new Reader());
    const reading = Promise.all(readers.map((reader) => reader.run()));
    // A reader that fails ends the test at once, and not after all is written.
    await Promise.race([writers.run(), reading]);
    const expected = await countEvents();
    expect(expected).toBeGreaterThanOrEqual(EVENTS);
    await Promise.race([allRead(readers, expected), reading]);
    for (const reader of readers) reader.stop();
    // One more event ends the subscriptions that wait for it.
    await send(DEPOSIT, { walletId: wallets[0], amount: { amount: '1.00', currency: 'USD' } });
    await reading;
    const total = await countEvents();
    expect(total).toBe(expected + 1);
    for (const { count, parts } of readers) {
      expect([expected, total]).toContain(count);
      expect(parts).toBeGreaterThan(1);
    }
    for (const count of [expected, total]) {
      const digests = readers.filter((one) => one.count === count).map(({ digest }) => digest);
      expect(new Set(digests).size).toBeLessThanOrEqual(1);
    }
    // Clients that hang up are no errors.
    for (const { output } of gateways) expect(output).not.toContain('"unexpected error"');
    if (EVENTS > 100_000)
      console.log(
        `${total} events, read by ${READERS} readers in ${readers.map(({ parts }) => parts).join(', ')} parts`,
      );
    const { verifyIntegrity } = await send<{
      verifyIntegrity: { healthy: boolean; findings: unknown[] };
    }>(VERIFY);
    expect(verifyIntegrity).toEqual({ healthy: true, findings: [] });
  },
  WITHIN_MS,
);
