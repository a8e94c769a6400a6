import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { deposit, reverseTransaction } from '../../src/movements/index.js';
import { done, recordRetries, refusalCode, TestGateway, useBook } from '../support/book.js';
import { ADMIN, money, SERVICE } from '../support/inputs.js';
import { until, untilBlocked } from '../support/until.js';
import { type WireMessage, WireProxy } from '../support/wire-proxy.js';

// A commit sends its statements in two round trips: BEGIN and all that locks and reads, then all that writes and COMMIT.

const retries = recordRetries();
let proxy: WireProxy;
/** A gateway whose every message goes through the proxy. */
let gateway: TestGateway;
let other: TestGateway;
afterAll(async () => {
  await gateway.close();
  await other.close();
  proxy.close();
}); // stated before the book's own, which drops the database
const at = useBook();

beforeAll(async () => {
  proxy = await WireProxy.to(at.database.url);
  gateway = await TestGateway.open(proxy.url, { observer: retries.observer });
  other = await TestGateway.open(
    at.database.url,
    { observer: retries.observer },
    { lockMs: 200, name: 'other' },
  );
});
afterEach(async () => {
  proxy.relayAll();
  await at.owner.query('ROLLBACK');
  retries.take();
});

/** Whether the book has an outcome for this key. */
async function isStored(key: string): Promise<boolean> {
  const { rows } = await at.owner.query('SELECT FROM command WHERE key = $1', [key]);
  return rows.length > 0;
}

/** DONE, a refusal's code, or the name of the error. */
function outcomeOf(result: ReturnType<TestGateway['transfer']>): Promise<string> {
  return result.then(refusalCode, (error: unknown) => (error as Error).name);
}

/** Holds these wallets until the end of the test. */
async function hold(...walletIds: string[]): Promise<void> {
  await at.owner.query('BEGIN');
  await at.owner.query('SELECT FROM wallet WHERE id = ANY($1) FOR UPDATE', [walletIds]);
}

describe('round trips', () => {
  /**
   * Lets PostgreSQL answer only what was sent before each of these statements, and that statement, until it has been
   * sent. A gateway that waits for an answer in between waits for ever.
   * @returns the statements that were sent, by the names in their comments
   */
  function answerOnlyAfter(...statements: string[]): string[] {
    const sent: string[] = [];
    const held: (() => void)[] = [];
    let asked = 0;
    let mayAnswer = 0;
    let answered = 0;
    const release = (): void => {
      while (answered < mayAnswer && held.length > 0) held.shift()?.();
    };
    proxy.onMessage = (message, { pass }) => {
      if (message.from === 'gateway') {
        sent.push(...nameOf(message));
        // Sync or a simple query ends a statement.
        if ('SQ'.includes(message.type)) asked += 1;
        if (message.says(statements[0] ?? '?')) {
          statements.shift();
          mayAnswer = message.type === 'Q' ? asked : asked + 1;
        }
        pass();
      } else
        held.push(() => {
          if (message.type === 'Z') answered += 1;
          pass();
        });
      release();
    };
    return sent;
  }

  function nameOf({ type, bytes }: WireMessage): string[] {
    const text = bytes.toString('latin1');
    if (type === 'Q') return [text.slice(5, -1)];
    if (type !== 'P') return [];
    return [
      /\/\* (\w+) \*\//.exec(text)?.[1] ??
        /FROM "book"\."(\w+)".* FOR UPDATE/s.exec(text)?.[1] ??
        text,
    ];
  }

  test('a commit of one transfer takes two round trips, and its locks come before all that it reads', async () => {
    const from = await gateway.wallet('two trips', 'USD', '5.00');
    const to = await gateway.wallet('of two', 'USD', '5.00');
    const sent = answerOnlyAfter('headsAndClock', 'COMMIT');
    done(await gateway.transfer(from, to, '1.00', 'USD'));
    expect(sent).toEqual([
      ...['START TRANSACTION', 'wallet', 'findKeys', 'headsAndClock'],
      ...['insertTransactions', 'insertEntries', 'insertCommandsAndNotify', 'COMMIT'],
    ]);
  });

  test('a command that names a transaction takes two round trips, with its shard', async () => {
    const wallet = await gateway.wallet('reversed', 'USD', '5.00');
    const transactionId = done(await gateway.deposit(wallet, '1.00', 'USD')).transactionId ?? '';
    const sent = answerOnlyAfter(`kind = 'COMMISSION'`, 'COMMIT');
    const input = { transactionId, reason: 'a test' };
    done(await gateway.book.ledger.submit(reverseTransaction, input, ADMIN, randomUUID()));
    expect(sent.slice(0, 7)).toEqual([
      ...['START TRANSACTION', 'wallet', 'transaction', 'takeShard', 'findKeys', 'headsAndClock'],
      'postings',
    ]);
  });

  test('a command that is sent again is answered in one round trip and locks nothing', async () => {
    const wallet = await gateway.wallet('again', 'USD');
    const key = randomUUID();
    done(await gateway.deposit(wallet, '1.00', 'USD', key));
    await hold(wallet);
    const sent = answerOnlyAfter('headsAndClock', 'COMMIT');
    expect(await gateway.deposit(wallet, '1.00', 'USD', key)).toMatchObject({ replayed: true });
    expect(sent.at(-1)).toBe('COMMIT');
  });
});

describe('a connection that is cut', () => {
  interface Cut {
    readonly outcome: string;
    readonly stored: boolean;
    /** Whether COMMIT was seen before the cut, and its answer. */
    readonly committing: boolean;
    readonly tag: boolean;
  }

  /** A gateway with a line of its own, so that several connections are cut at once, and its wallet. */
  interface Line {
    readonly proxy: WireProxy;
    readonly gateway: TestGateway;
    readonly walletId: string;
  }

  const LINES = 6;
  let lines: Line[];
  beforeAll(async () => {
    lines = await Promise.all(
      Array.from({ length: LINES }, async (_, number) => {
        const own = await WireProxy.to(at.database.url);
        const through = await TestGateway.open(own.url);
        return {
          proxy: own,
          gateway: through,
          walletId: await through.wallet(`line ${number}`, 'USD', '1.00'),
        };
      }),
    );
  });
  afterAll(async () => {
    for (const line of lines) {
      await line.gateway.close();
      line.proxy.close();
    }
  });

  /** Makes a deposit. Cuts the connection in place of its message with this number, from one side, counted from 0. */
  async function cutAt(
    position: number,
    side: WireMessage['from'],
    line: Line,
  ): Promise<Cut & { seen: number }> {
    let seen = 0;
    let committing = false;
    let tag = false;
    line.proxy.onMessage = (message, { pass, cut }) => {
      if (message.from === side && seen++ === position) return cut();
      committing ||= message.says('COMMIT');
      tag ||= message.type === 'C' && message.bytes.includes('COMMIT');
      pass();
    };
    const key = randomUUID();
    const outcome = await outcomeOf(line.gateway.deposit(line.walletId, '1.00', 'USD', key));
    const found = { outcome, seen, committing, tag };
    line.proxy.relayAll();
    // It opens the next connection, and waits for the wallet until the server is done with the last one.
    const again = await line.gateway.deposit(line.walletId, '1.00', 'USD', key);
    expect(refusalCode(again)).toBe('DONE');
    return { ...found, stored: again.replayed };
  }

  async function balances(): Promise<bigint> {
    let sum = 0n;
    for (const { walletId } of lines) sum += (await at.gateway.balance(walletId)).available;
    return sum;
  }

  test.each(['gateway', 'server'] as const)(
    'before any message of the %s in a commit leaves no outcome that is called wrongly',
    async (side) => {
      const before = await balances();
      // Without a cut, to count the messages.
      const whole = await cutAt(Infinity, side, lines[0] as Line);
      expect(whole).toMatchObject({ outcome: 'DONE', stored: true, committing: true, tag: true });
      const cuts: Cut[] = [];
      await Promise.all(
        lines.map(async (line, first) => {
          for (let position = first; position < whole.seen; position += LINES)
            cuts[position] = await cutAt(position, side, line);
        }),
      );
      expect(cuts).toHaveLength(whole.seen);
      for (const { outcome, stored, committing, tag } of cuts) {
        // The last message of the server comes after the tag.
        if (tag) expect({ outcome, stored }).toMatchObject({ stored: true });
        else expect(['UnavailableError', 'OutcomeUnknownError']).toContain(outcome);
        if (committing && !tag) expect(outcome).toBe('OutcomeUnknownError');
        if (outcome === 'UnavailableError')
          expect({ stored, tag }).toEqual({ stored: false, tag: false });
        if (outcome === 'DONE') expect({ stored, tag }).toEqual({ stored: true, tag: true });
      }
      // The first statements end with an answer, and from the first message with COMMIT on nothing is called undone.
      const outcomes = cuts.map(({ outcome }) => outcome);
      const firstUnknown = outcomes.indexOf('OutcomeUnknownError');
      expect(Math.min(firstUnknown, cuts.length - firstUnknown)).toBeGreaterThan(10);
      expect(outcomes.lastIndexOf('UnavailableError')).toBe(firstUnknown - 1);
      // Cut before the server hears COMMIT, or after it has executed it.
      expect(cuts.at(side === 'server' ? -2 : -1)).toMatchObject({
        outcome: 'OutcomeUnknownError',
        stored: side === 'server',
      });
      expect((await balances()) - before).toBe(100n * BigInt(cuts.length + 1));
    },
  );
});

describe('a lock that another session holds', () => {
  test('fails a commit from its first statements, whose connection is used again, and the command waits aside', async () => {
    const wallet = await other.wallet('held', 'USD');
    const before = await sessions();
    expect(before).not.toEqual([]);
    retries.take();
    await hold(wallet);
    const waiting = other.deposit(wallet, '1.00', 'USD');
    const seen: string[] = [];
    await until(
      () => Promise.resolve(seen.push(...retries.take()) > 0),
      () => 'no commit failed',
    );
    expect(seen[0]).toMatch(/^locked: /);
    await at.owner.query('ROLLBACK');
    done(await waiting);
    expect((await at.gateway.balance(wallet)).available).toBe(100n);
    // The pool may have closed a connection that was idle; a new one would stand for one that it threw away.
    expect(before).toEqual(expect.arrayContaining(await sessions()));
  });

  test('does not hold up commands that are sent again, beside a fresh command on another wallet', async () => {
    const held = await other.wallet('held again', 'USD');
    const free = await other.wallet('free', 'USD');
    const keys = [randomUUID(), randomUUID()];
    for (const key of keys) done(await other.deposit(held, '1.00', 'USD', key));
    await hold(held);
    const results = await Promise.all([
      other.deposit(free, '1.00', 'USD'), // goes alone, and the others share the next commit
      other.deposit(held, '1.00', 'USD', keys[0]),
      other.deposit(free, '1.00', 'USD'),
      other.deposit(held, '1.00', 'USD', keys[1]),
    ]);
    expect(results.map(({ replayed }) => replayed)).toEqual([false, true, false, true]);
    expect(retries.take()).toEqual([]);
  });

  test('shows a command sent to two gateways its first outcome, without a second attempt', async () => {
    const wallet = await gateway.wallet('twice', 'USD');
    const key = randomUUID();
    await hold(wallet);
    const both = [at.gateway, gateway].map((one) => one.deposit(wallet, '1.00', 'USD', key));
    await untilBlocked(at.owner, undefined, 2);
    await at.owner.query('ROLLBACK');
    const replayed = (await Promise.all(both)).map((result) => [
      refusalCode(result),
      result.replayed,
    ]);
    expect(replayed.sort()).toEqual([
      ['DONE', false],
      ['DONE', true],
    ]);
    expect(retries.take()).toEqual([]);
  });

  /** The server's processes that the gateway with a short lock timeout writes with. */
  async function sessions(): Promise<unknown[]> {
    const { rows } = await at.owner.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'other writes'`,
    );
    return rows;
  }
});

test('a refused insert leaves nothing behind, is named as the cause, and each command then goes alone', async () => {
  const wallet = await gateway.wallet('refused', 'USD');
  const keys = [randomUUID(), randomUUID(), randomUUID()];
  await at.owner.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.reference = 'refuse this' THEN RAISE EXCEPTION 'refused by the test'; END IF; RETURN NEW; END $$`);
  await at.owner.query(
    `CREATE TRIGGER refuse BEFORE INSERT ON transaction FOR EACH ROW EXECUTE FUNCTION refuse()`,
  );
  try {
    const deposited = (key: string, reference: string) =>
      gateway.book.ledger.submit(
        deposit,
        { walletId: wallet, amount: money('1.00'), reference },
        SERVICE,
        key,
      );
    const first = deposited(randomUUID(), 'alone');
    const results = await Promise.allSettled([
      deposited(keys[0] ?? '', 'one'),
      deposited(keys[1] ?? '', 'refuse this'),
      deposited(keys[2] ?? '', 'three'),
    ]);
    done(await first);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(String((results[1] as PromiseRejectedResult).reason)).toContain('refused by the test');
    const stored: boolean[] = [];
    for (const key of keys) stored.push(await isStored(key));
    expect(stored).toEqual([true, false, true]);
    expect((await at.gateway.balance(wallet)).available).toBe(300n);
    expect(retries.take()).toEqual([expect.stringMatching(/^singly: .*refused by the test/)]);
  } finally {
    await at.owner.query('DROP TRIGGER refuse ON transaction');
    await at.owner.query('DROP FUNCTION refuse');
  }
});
