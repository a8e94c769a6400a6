import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import type { BookReader, Page, PageArguments } from '../../../src/reader/index.js';
import { useBook } from '../../support/book.js';

/*
 * A model of following. Database transactions write rows and end in any order, while followers read pages of any size
 * and read on from any edge. Whatever the order, a follower finds each row of its list once.
 * ONEBOOK_MODEL_RUNS=5000 npm test -- test/reader/following/interleavings runs it longer.
 */
const RUNS = Number(process.env['ONEBOOK_MODEL_RUNS'] ?? '12');
const WRITERS = 4;

const writers: Client[] = [];
// Before `useBook` drops their database.
afterAll(() => Promise.all(writers.map((writer) => writer.end())));
const at = useBook();
/** Two wallets of one owner. */
const walletIds: string[] = [];

beforeAll(async () => {
  for (let i = 0; i < WRITERS; i++) {
    writers.push(
      new Client({
        connectionString: at.database.url,
        options: '-c search_path=book,pg_temp',
      }),
    );
  }
  await Promise.all(writers.map((writer) => writer.connect()));
  for (const currency of ['USD', 'EUR']) walletIds.push(await at.gateway.wallet('owner', currency));
  at.spoilt = true; // the rows of this test have no keys
});

/** One step of a run. Numbers choose among what there is. */
type Step =
  | { readonly do: 'take an id' | 'write' | 'end'; readonly writer: number; readonly count: number }
  | { readonly do: 'read'; readonly list: number; readonly size: number; readonly edge: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('take an id', 'write', 'write', 'end'),
    writer: fc.nat({ max: WRITERS - 1 }),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    do: fc.constant('read'),
    list: fc.nat({ max: 20 }),
    size: fc.integer({ min: 1, max: 5 }),
    edge: fc.nat({ max: 5 }),
  }),
);

const write = (writer: number, count: number): Step => ({ do: 'write', writer, count });
const commit = (writer: number): Step => ({ do: 'end', writer, count: 2 });
const readOn = (list: number, size: number): Step => ({ do: 'read', list, size, edge: size - 1 });
/** Steps that random ones rarely make, for each list. */
const RARE = [0, 1, 2, 3, 4, 5, 6].flatMap((list): readonly Step[][] => [
  // The writer that ends first has the lower id, so the other one's is past the snapshot's xmax.
  [
    ...[{ do: 'take an id', writer: 0, count: 1 } as const, write(1, 4), write(0, 4)],
    ...[commit(0), readOn(list, 5), commit(1)],
  ],
  // Rows become visible below the top while a page of such rows is read.
  [
    ...[write(0, 4), write(1, 4), write(2, 4), commit(2), readOn(list, 5)],
    ...[commit(0), readOn(list, 1), commit(1), readOn(list, 5)],
  ],
]);

interface FollowedList {
  readonly read: (reader: BookReader, page: PageArguments) => Promise<Page<{ id: string }>>;
  readonly rows: string;
}

/** Lists with and without a filter, of the whole table and of sources. */
function followedLists(): FollowedList[] {
  const [usd = '', eur = ''] = walletIds;
  return [
    { read: (reader, page) => reader.transactionsPage({}, page), rows: 'transaction' },
    {
      read: (reader, page) => reader.transactionsPage({ walletId: usd }, page),
      rows: `transaction WHERE '${usd}' IN (wallet_id, counter_wallet_id)`,
    },
    {
      read: (reader, page) => reader.transactionsPage({ ownerId: 'owner' }, page),
      rows: `transaction WHERE ARRAY[wallet_id, counter_wallet_id] && ARRAY['${usd}', '${eur}']::uuid[]`,
    },
    {
      read: (reader, page) => reader.transactionsPage({ reference: 'odd' }, page),
      rows: `transaction WHERE reference = 'odd'`,
    },
    {
      read: (reader, page) => reader.transactionsPage({ text: 'ODD' }, page),
      rows: `transaction WHERE reference = 'odd'`,
    },
    { read: (reader, page) => reader.walletsPage({}, page), rows: 'wallet' },
    {
      read: (reader, page) => reader.walletsPage({ currency: 'EUR' }, page),
      rows: `wallet WHERE currency = 'EUR'`,
    },
  ];
}

/** A client that reads on from the newest row that the list had when it began. */
class Follower {
  readonly found: string[] = [];
  #cursor: string | undefined;

  private constructor(
    readonly list: FollowedList,
    /** What the list had when the follower began. */
    private readonly before: ReadonlySet<string>,
    private readonly first: Page<{ id: string }>['edges'][number] | undefined,
  ) {
    this.#cursor = first?.cursor;
  }

  static async begin(list: FollowedList): Promise<Follower> {
    const { edges } = await at.gateway.reading((reader) => list.read(reader, { first: 1 }));
    return new Follower(list, new Set(await idsOf(list)), edges[0]);
  }

  /** Reads a page on, and takes its rows up to an edge. Returns whether it had any. */
  async readOn(size: number, edge: number): Promise<boolean> {
    const { edges } = await at.gateway.reading(async (reader) => {
      const page = await this.list.read(reader, { last: size, before: this.#cursor });
      await this.#expectTrue(reader, page);
      return page;
    });
    const taken = [...edges].reverse().slice(0, 1 + (edge % Math.max(1, edges.length)));
    this.found.push(...taken.map(({ node }) => node.id));
    this.#cursor = taken.at(-1)?.cursor ?? this.#cursor;
    return edges.length > 0;
  }

  /** What the page says of its two sides is what its cursors find in the same snapshot. */
  async #expectTrue(reader: BookReader, { edges, pageInfo }: Page<{ id: string }>) {
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
    if (edges.length === 0) {
      expect(pageInfo).toEqual({
        ...{ hasNextPage: false, hasPreviousPage: false },
        ...{ startCursor: null, endCursor: null },
      });
      return;
    }
    const next = await this.list.read(reader, { first: 1, after: endCursor });
    const previous = await this.list.read(reader, { last: 1, before: startCursor });
    expect([hasNextPage, hasPreviousPage]).toEqual([
      next.edges.length > 0,
      previous.edges.length > 0,
    ]);
    if (next.edges.length > 0) expect(next.pageInfo.hasPreviousPage).toBe(true);
    if (previous.edges.length > 0) expect(previous.pageInfo.hasNextPage).toBe(true);
  }

  /** Reads to the end, and compares what was found with the book. */
  async finish(): Promise<void> {
    while (await this.readOn(3, 2)) continue;
    const expected = (await idsOf(this.list)).filter((id) => !this.before.has(id));
    expect([...this.found].sort()).toEqual(expected.sort());
    expect(await this.#older()).toEqual(this.before);
  }

  /** The rows from the follower's first one on to older ones, by pages that are read now. */
  async #older(): Promise<Set<string>> {
    const ids = this.first ? [this.first.node.id] : [];
    for (let cursor = this.first?.cursor; cursor !== undefined;) {
      const page = { first: 100, after: cursor };
      const { edges } = await at.gateway.reading((reader) => this.list.read(reader, page));
      ids.push(...edges.map(({ node }) => node.id));
      cursor = edges.at(-1)?.cursor;
    }
    expect(new Set(ids).size).toBe(ids.length);
    return new Set(ids);
  }
}

async function idsOf({ rows }: FollowedList): Promise<string[]> {
  return (await at.owner.query<{ id: string }>(`SELECT id FROM ${rows}`)).rows.map(({ id }) => id);
}

/** The writers' transactions. Each begins with its first step, and ends with a commit or a rollback. */
class Writing {
  readonly #open = new Set<number>();

  async step({ do: what, writer: index, count }: Exclude<Step, { do: 'read' }>): Promise<void> {
    const writer = writers[index];
    if (!writer) throw new Error('there is no such writer');
    if (what === 'end') {
      if (this.#open.delete(index)) await writer.query(count === 1 ? 'ROLLBACK' : 'COMMIT');
      return;
    }
    if (!this.#open.has(index)) await writer.query('BEGIN');
    this.#open.add(index);
    // As a lock on a row would do.
    if (what === 'take an id') await writer.query('SELECT pg_current_xact_id()');
    else await insert(writer, count);
  }

  async end(): Promise<void> {
    for (const index of this.#open) await writers[index]?.query('COMMIT');
    this.#open.clear();
  }
}

async function insert(writer: Client, count: number): Promise<void> {
  await writer.query(
    `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, reference, initiated_by, created_at)
     SELECT gen_random_uuid(), 'DEPOSIT', 'PENDING', w.currency, 1, w.id, CASE WHEN i % 2 = 0 THEN other.id END,
            CASE WHEN i % 2 = 1 THEN 'odd' END, 'test', now()
       FROM generate_series(1, $1::int) i
       JOIN wallet w ON w.id = ($2::uuid[])[1 + (i / 2) % 2] JOIN wallet other ON other.id = ($2::uuid[])[2 - (i / 2) % 2]`,
    [count, walletIds],
  );
  await writer.query(
    `INSERT INTO wallet (id, owner_id, currency, owner_number, status, created_at)
     SELECT gen_random_uuid(), $1, CASE i % 2 WHEN 0 THEN 'USD' ELSE 'EUR' END, i, 'ACTIVE', now()
       FROM generate_series(1, least($2::int, 2)) i`,
    [randomUUID(), count],
  );
}

test('a follower finds each row once, in whatever order transactions write and end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const followers: Follower[] = [];
      for (const list of followedLists()) followers.push(await Follower.begin(list));
      const writing = new Writing();
      try {
        for (const one of steps) {
          if (one.do !== 'read') await writing.step(one);
          else await followers[one.list % followers.length]?.readOn(one.size, one.edge);
        }
      } finally {
        await writing.end();
      }
      for (const follower of followers) await follower.finish();
    }),
    { numRuns: RUNS + RARE.length, examples: RARE.map((steps) => [steps]) },
  );
});

test('a row that was restored from another server is not taken for one of a transaction that is open now', async () => {
  const [writer] = writers;
  if (!writer) throw new Error('there is no writer');
  const [list] = followedLists();
  if (!list) throw new Error('there is no list');
  // A row of another run of the server, written by a transaction with the id of one that is open now.
  const restore = async (serverRun: string): Promise<Follower> => {
    await writer.query('BEGIN');
    const { rows } = await writer.query<{ id: string }>('SELECT pg_current_xact_id() AS id');
    await at.owner.query('BEGIN');
    await at.owner.query(`SET LOCAL session_replication_role = 'replica'`);
    await at.owner.query(
      `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at, written_by, server_run)
       SELECT gen_random_uuid(), 'DEPOSIT', 'PENDING', 'USD', 1, $1, 'test', now(), $2::text::xid8, ${serverRun}`,
      [walletIds[0], rows[0]?.id],
    );
    await at.owner.query('COMMIT');
    await insert(at.owner, 1);
    const follower = await Follower.begin(list);
    await writer.query('COMMIT');
    return follower;
  };
  await (await restore(`timestamptz '2020-01-01'`)).finish();
  // Otherwise the test would show nothing: with the same run the row is taken for a late one.
  const deceived = await restore('pg_postmaster_start_time()');
  await deceived.readOn(5, 4);
  expect(deceived.found).toHaveLength(1);
});
