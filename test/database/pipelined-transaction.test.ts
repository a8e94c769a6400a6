import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { inPipelinedTransaction, type Statement } from '../../src/database/transaction.js';
import { Currency } from '../../src/entities/index.js';
import { useBook } from '../support/book.js';
import { simpleQuery, WireProxy } from '../support/wire-proxy.js';

let proxy: WireProxy;
let source: DataSource;
afterAll(async () => {
  await source.destroy();
  proxy.close();
}); // stated before the book's own, which drops the database
const at = useBook();
beforeAll(async () => {
  proxy = await WireProxy.to(at.database.url);
  source = await open(proxy.url);
  await at.owner.query('CREATE TABLE note (text text PRIMARY KEY CHECK (text <> $$$$))');
});
afterEach(async () => {
  proxy.relayAll();
  await at.owner.query('TRUNCATE note');
});

function open(url: string, options: { statementTimeoutMs?: number; pipelined?: boolean } = {}) {
  return createDataSource({
    ...{ url, book: 'book', connections: 1, name: 'pipelined', pipelined: true, lookUpsOnly: true },
    ...options,
  }).initialize();
}

const insert =
  (text: unknown): Statement =>
  (manager) =>
    manager.query('INSERT INTO note (text) VALUES ($1)', [text]);

/** Writes notes in a transaction that has read something first. @returns the name of the error, and its cause */
async function write(
  writes: readonly Statement[],
  over = source,
): Promise<{ name: string; text: string }> {
  try {
    const value = await inPipelinedTransaction(over, async (transaction) => {
      const { read } = await transaction.send({ read: pid });
      return { value: read, writes };
    });
    return { name: 'done', text: String(value) };
  } catch (error) {
    const { name, message, cause } = error as Error;
    return { name, text: `${message} ${String(cause)}` };
  }
}

const pid: Statement<number> = async (manager) =>
  (await manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid'))[0]?.pid ?? 0;

async function notes(): Promise<string[]> {
  const { rows } = await at.owner.query<{ text: string }>('SELECT text FROM note ORDER BY text');
  return rows.map(({ text }) => text);
}

test('statements are sent in the order in which they are given, whatever way TypeORM sends them', async () => {
  const sent: string[] = [];
  proxy.onMessage = (message, { pass }) => {
    // Each text is new to this connection, so it is parsed.
    const named = ['START', 'first', 'built', 'second', 'again', 'third', 'COMMIT'];
    sent.push(...named.filter((name) => message.says(name)));
    pass();
  };
  const plain =
    (name: string): Statement =>
    (manager) =>
      manager.query(`/* ${name} */ SELECT $1::int`, [1]);
  // A query builder takes more turns of the event loop to its statement.
  const built =
    (name: string): Statement =>
    (manager) =>
      manager.createQueryBuilder(Currency, 'currency').where(`currency.code = '${name}'`).getMany();
  await inPipelinedTransaction(source, async (transaction) => {
    const value = await transaction.send({
      ...{ a: plain('first'), b: built('built'), c: plain('second'), d: built('again') },
      e: plain('third'),
    });
    return { value, writes: [] };
  });
  expect(sent).toEqual(['START', 'first', 'built', 'second', 'again', 'third', 'COMMIT']);
});

test('statements of a transaction are not sent over a pool that waits for each answer', async () => {
  const plain = await open(at.database.url, { pipelined: false });
  const { text } = await write([insert('one')], plain);
  await plain.destroy();
  expect(text).toContain('only on a connection of a pipelined pool');
  expect(await notes()).toEqual([]);
});

describe('a statement that fails', () => {
  test('beside COMMIT leaves nothing of the transaction, and its own error is reported', async () => {
    const before = await write([insert('before')]);
    const failed = await write([insert('one'), insert(''), insert('two'), insert('before')]);
    expect(failed).toMatchObject({ name: 'QueryFailedError' });
    expect(failed.text).toContain('note_text_check');
    expect(await notes()).toEqual(['before']);
    // The connection goes on, outside of any transaction.
    expect(await write([insert('after')])).toEqual(before);
    expect(await notes()).toEqual(['after', 'before']);
  });

  test('among the first statements ends the transaction, and its own error is reported', async () => {
    const work = inPipelinedTransaction(source, async (transaction) => {
      await transaction.send({
        ok: pid,
        wrong: (manager) => manager.query('SELECT 1 / 0'),
        next: pid,
      });
      return { value: undefined, writes: [insert('never')] };
    });
    await expect(work).rejects.toThrow('division by zero');
    expect(await notes()).toEqual([]);
    expect((await write([insert('after')])).name).toBe('done');
  });

  test.each([
    ['while its parameters are made', () => Promise.reject(new Error('cannot be made'))],
    [
      'in the driver',
      insert({
        toPostgres: () => {
          throw new Error('cannot be made');
        },
      }),
    ],
    [
      'in TypeORM',
      ((manager) => manager.query('SELECT 1', 'no list' as never)) satisfies Statement,
    ],
  ])('in this process, %s, keeps COMMIT from being sent', async (_, statement) => {
    let commits = 0;
    proxy.onMessage = (message, { pass }) => {
      if (message.says('COMMIT')) commits += 1;
      pass();
    };
    const { name, text } = await write([insert('one'), statement, insert('two')]);
    expect({ name, text }).not.toMatchObject({ name: 'done' });
    expect(text).toMatch(/cannot be made|named placeholders/);
    expect(commits).toBe(0);
    expect(await notes()).toEqual([]);
  });
});

test('a COMMIT that PostgreSQL answers with ROLLBACK is a NotCommittedError', async () => {
  proxy.onMessage = (message, { pass }) =>
    pass(message.says('COMMIT') ? simpleQuery('ROLLBACK') : undefined);
  const { name, text } = await write([insert('one')]);
  expect(name).toBe('NotCommittedError');
  expect(text).toContain('PostgreSQL answered COMMIT with ROLLBACK');
  expect(await notes()).toEqual([]);
});

test('a COMMIT that PostgreSQL refuses is its error, and nothing is committed', async () => {
  const deferred: Statement = (manager) => manager.query('SET CONSTRAINTS ALL DEFERRED');
  await at.owner.query(`ALTER TABLE note ADD CONSTRAINT once UNIQUE (text) DEFERRABLE`);
  await at.owner.query('ALTER TABLE note DROP CONSTRAINT note_pkey');
  try {
    const failed = await write([deferred, insert('one'), insert('one')]);
    expect(failed.text).toContain('"once"');
    expect(failed.name).not.toMatch(/Unknown|NotCommitted|done/);
    expect(await notes()).toEqual([]);
  } finally {
    await at.owner.query('ALTER TABLE note DROP CONSTRAINT once, ADD PRIMARY KEY (text)');
  }
});

describe('a server that never answers', () => {
  /** The client gives up two seconds after the server should have. */
  async function silent(after: 'START TRANSACTION' | 'COMMIT'): Promise<string> {
    const line = await WireProxy.to(at.database.url);
    const own = await open(line.url, { statementTimeoutMs: 100 });
    await write([insert(`ready ${after}`)], own);
    let isSilent = false;
    line.onMessage = (message, { pass }) => {
      isSilent ||= message.says(after);
      if (!(isSilent && message.from === 'server')) pass();
    };
    const { name } = await write([insert(after)], own);
    await own.destroy();
    line.close();
    return name;
  }

  test('is given up: before COMMIT nothing is committed, after it the outcome is unknown', async () => {
    expect(await Promise.all([silent('START TRANSACTION'), silent('COMMIT')])).toEqual([
      'NotCommittedError',
      'CommitUnknownError',
    ]);
    // The server had it all.
    expect(await notes()).toEqual(['COMMIT', 'ready COMMIT', 'ready START TRANSACTION']);
  });
});

test('a transaction that wrote nothing gives its value although its end fails', async () => {
  proxy.onMessage = (message, { pass, cut }) => (message.says('COMMIT') ? cut() : pass());
  expect((await write([])).name).toBe('done');
  proxy.relayAll();
  expect((await write([insert('after')])).name).toBe('done');
});
