import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource, GATEWAY_ROLE } from '../../../src/database/data-source.js';
import { transactionId, walletId } from '../../../src/graphql/ids.js';
import { deposit } from '../../../src/movements/index.js';
import { BookClock, InputError, Rounds, type RowReader } from '../../../src/reader/index.js';
import { done, useBook } from '../../support/book.js';
import { askers, contextsOn } from '../../support/graphql.js';
import { money, SERVICE } from '../../support/inputs.js';
import { until, untilBlocked } from '../../support/until.js';

const at = useBook();

/** The statements that rounds of this file have sent since the last look, BEGIN and the like apart. */
const statements: string[] = [];
let source: DataSource;
let rounds: Rounds;
let ann: string;
let ben: string;

const roundsWith = (maxMs: number): Rounds =>
  new Rounds({ source, clock: new BookClock(), onFailure: () => undefined, maxMs });

beforeAll(async () => {
  source = createDataSource({
    ...{ url: at.database.url, book: 'book', connections: 4, name: 'rounds', role: GATEWAY_ROLE },
    ...{ statementTimeoutMs: 30_000, lookUpsOnly: true, pipelined: true },
    onIdleError: () => undefined,
  });
  await source.initialize();
  source.logger.logQuery = (statement) => statements.push(statement);
  rounds = roundsWith(60_000);
  ann = await at.gateway.wallet('ann', 'USD', '1000.00');
  ben = await at.gateway.wallet('ben', 'USD', '1000.00');
});
afterAll(() => source.destroy());

async function reading<T>(read: (reader: RowReader) => Promise<T>, of = rounds): Promise<T> {
  const reader = of.reader();
  try {
    return await read(reader);
  } finally {
    await reader.end();
  }
}

const available = async ({ rows }: RowReader, id: string): Promise<bigint | undefined> =>
  (await rows.balance(id))?.available;

/** Transfers between the two wallets, with so many writers, until the work is done. */
async function whileMoneyMoves(writers: number, work: () => Promise<void>): Promise<void> {
  let going = true;
  let moved = 0;
  const move = async (from: string, to: string): Promise<void> => {
    // Amounts vary, because the transfers of one commit would otherwise cancel each other out.
    while (going) await at.gateway.transfer(from, to, `0.0${(moved++ % 9) + 1}`, 'USD');
  };
  const all = Array.from({ length: writers }, (_, index) =>
    index % 2 === 0 ? move(ann, ben) : move(ben, ann),
  );
  try {
    await work();
  } finally {
    going = false;
    await Promise.all(all);
  }
}

const inTransaction = async (): Promise<number> => {
  const { rows } = await at.owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'rounds' AND state <> 'idle'`,
  );
  return rows[0]?.n ?? 0;
};

/** Answers that are compared with the book; `npm run soak` has more. */
const ANSWERS = Number(process.env['ONEBOOK_ANSWERS'] ?? 3_000);

describe('requests share a round', () => {
  test('a wallet and its balance are read in one flush, and for all requests of a turn at once', async () => {
    statements.length = 0;
    await Promise.all(
      [ann, ben, ann].map((id) =>
        reading(async (reader) => {
          const wallet = await reader.rows.wallet(id);
          expect(wallet?.id).toBe(id);
          // Known already: no promise, no further statement.
          expect(reader.rows.balance(id)).not.toBeInstanceOf(Promise);
        }),
      ),
    );
    expect(statements).toHaveLength(2);
  });

  test('two requests of one round with different viewers see only their own', async () => {
    const book = () => ({ ...at.gateway.book, join: () => rounds.reader() });
    const { member } = askers(book);
    const contexts = contextsOn(book());
    statements.length = 0;
    const seen = await Promise.all(
      ['ann', 'ben'].map(async (id) => {
        const context = contexts({ id, roles: ['MEMBER'] }, randomUUID());
        const wallets = await Promise.all(
          [ann, ben].map(async (wallet) => context.loaders.wallet(wallet)),
        );
        await context.end();
        return wallets.map((wallet) => wallet?.ownerId ?? null);
      }),
    );
    expect(seen).toEqual([
      ['ann', null],
      [null, 'ben'],
    ]);
    expect(statements).toHaveLength(2);
    const viewers = ['ann', 'ben', 'eve'].map((id) =>
      member(id).run('{ viewer { id wallets { ownerId balance { version } } } }'),
    );
    const owners = (await Promise.all(viewers)).map(({ wallets }) => wallets);
    expect(owners).toMatchObject([[{ ownerId: 'ann' }], [{ ownerId: 'ben' }], []]);
  });

  test('the sum over two wallets is the same in every response while 20 writers move money', async () => {
    const { service } = askers(() => at.gateway.book);
    // The second wallet is known only after the transfer, so its balance is read later than that of the first.
    const both = `query ($wallet: ID!, $transfer: ID!) {
      wallet(id: $wallet) { balance { total { amount } } }
      transaction(id: $transfer) { ... on Transfer { toWallet { balance { total { amount } } } } }
    }`;
    const paid = done(await at.gateway.transfer(ann, ben, '1.00', 'USD')).transactionId ?? '';
    const variables = { wallet: walletId(ann), transfer: transactionId(paid) };
    const minor = (wallet: unknown): bigint => {
      const { total } = (wallet as { balance: { total: { amount: string } } }).balance;
      return BigInt(total.amount.replace('.', ''));
    };
    const firsts = new Set<bigint>();
    await whileMoneyMoves(20, async () => {
      const reader = async (): Promise<void> => {
        for (let asked = 0; asked < 30 || firsts.size < 2; asked++) {
          const { data } = await service.ask(both, variables);
          const first = minor(data['wallet']);
          const { toWallet } = data['transaction'] as unknown as { toWallet: unknown };
          firsts.add(first);
          expect(first + minor(toWallet)).toBe(200_000n);
        }
      };
      await Promise.all(Array.from({ length: 8 }, reader));
    });
    expect(firsts.size).toBeGreaterThan(1);
  });

  test(`the answer to a mutation is never older than its commit, in ${ANSWERS} deposits under load`, async () => {
    const contexts = contextsOn(at.gateway.book);
    const answers: { id: string; version: number }[] = [];
    const wallets = await Promise.all(
      Array.from({ length: 8 }, (_, index) => at.gateway.wallet(`owner-${index}`, 'USD')),
    );
    const client = async (index: number): Promise<void> => {
      for (let sent = 0; sent < ANSWERS / 60; sent++) {
        const id = wallets[(index + sent) % wallets.length] ?? '';
        const context = contexts(SERVICE, randomUUID());
        const input = { walletId: id, amount: money('0.01', 'USD') };
        const result = await context.submit(deposit, input, randomUUID());
        const { version } = await context.loaders.balance(id, undefined);
        await context.end();
        answers.push({ id: done(result).transactionId ?? '', version });
      }
    };
    // Others read the same wallets all the time, so that a round is always open when a deposit commits.
    let going = true;
    const others = Array.from({ length: 8 }, async () => {
      while (going) {
        const context = contexts(SERVICE, randomUUID());
        await Promise.all(wallets.map(async (id) => context.loaders.balance(id, undefined)));
        await context.end();
      }
    });
    await Promise.all(Array.from({ length: 60 }, (_, index) => client(index)));
    going = false;
    await Promise.all(others);
    const { rows } = await at.owner.query<{ late: number; known: number }>(
      `SELECT count(*)::int AS known, (count(*) FILTER (WHERE e.seq > answer.version))::int AS late
         FROM unnest($1::uuid[], $2::bigint[]) AS answer (id, version)
         JOIN entry e ON e.transaction_id = answer.id AND e.account_kind = 'CASH'`,
      [answers.map(({ id }) => id), answers.map(({ version }) => version)],
    );
    expect(rows).toEqual([{ known: answers.length, late: 0 }]);
    expect(answers.length).toBeGreaterThanOrEqual(ANSWERS);
  });
});

describe('a round is one moment', () => {
  test('every read of a round shows the moment of the first, and a later round a later one', async () => {
    await reading(async (reader) => {
      const before = await available(reader, ann);
      await at.gateway.transfer(ann, ben, '5.00', 'USD');
      expect((await available(reader, ben)) ?? 0n).toBe(200_000n - (before ?? 0n));
      const later = await reading((other) => available(other, ann));
      expect(later).toBe((before ?? 0n) - 500n);
    });
    await until(async () => (await inTransaction()) === 0);
  });

  test('a balance at a future time is refused to its caller alone', async () => {
    const ahead = new Date(Date.now() + 60_000);
    const [refused, now, then] = await Promise.allSettled([
      reading(async ({ rows }) => rows.balanceAt(ann, ahead)),
      reading((reader) => available(reader, ann)),
      reading(async ({ rows }) => rows.balanceAt(ann, new Date(0))),
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(InputError) });
    expect(now).toMatchObject({ status: 'fulfilled', value: expect.any(BigInt) });
    expect(then).toMatchObject({ status: 'fulfilled', value: { version: 0 } });
  });

  test('a reader that has ended refuses to read, and its round ends without it', async () => {
    const reader = rounds.reader();
    await available(reader, ann);
    await reader.end();
    await reader.end();
    expect(() => reader.rows).toThrow('ended');
    await until(async () => (await inTransaction()) === 0);
  });
});

describe('no member holds up the others', () => {
  test('a member that keeps its round open too long loses it, and others do not', async () => {
    const hasty = roundsWith(300);
    const slow = hasty.reader();
    const [quick] = [hasty.reader()];
    await Promise.all([available(slow, ann), available(quick, ann)]);
    await quick.end();
    await until(async () => (await inTransaction()) === 0);
    await expect(available(slow, ben)).rejects.toThrow('Reading the book took too long');
    expect(await reading((reader) => available(reader, ben), hasty)).toBeDefined();
    await slow.end();
  });

  test('slow rounds, and lists that wait, hold up no look-up', async () => {
    const id = done(await at.gateway.deposit(ann, '1.00', 'USD')).transactionId ?? '';
    await at.owner.query('BEGIN; LOCK TABLE entry IN ACCESS EXCLUSIVE MODE');
    const waiting: Promise<unknown>[] = [];
    try {
      for (let slow = 1; slow <= 3; slow++) {
        waiting.push(reading((reader) => available(reader, ann)));
        await untilBlocked(at.owner, 'heads', slow);
      }
      for (let list = 0; list < 20; list++)
        waiting.push(at.gateway.reading((reader) => reader.entriesPage(ann, { first: 1 })));
      await untilBlocked(at.owner, 'entriesPage', 2);
      const found = await reading(async ({ rows }) => rows.transaction(id));
      expect(found?.id).toBe(id);
    } finally {
      await at.owner.query('ROLLBACK');
    }
    await Promise.all(waiting);
  });
});
