import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { migrations } from '../../../migrations/index.js';
import { type AnchorUse, readAnchorHeader } from '../../../src/integrity/index.js';
import { ANCHORED_TABLES, UNANCHORED_TABLES } from '../../../src/integrity/anchor/tables.js';
import type { Finding } from '../../../src/integrity/finding.js';
import {
  approveWithdrawal,
  requestWithdrawal,
  deposit,
  eraseOwner,
  revokeTokens,
} from '../../../src/movements/index.js';
import { done, useBook } from '../../support/book.js';
import { erase } from '../../support/erasing.js';
import { importWallet } from '../../support/imports.js';
import { ADMIN, member, money, SERVICE } from '../../support/inputs.js';

const at = useBook();

/** An anchor in memory, used as the command uses its file. */
let kept: string[] | undefined;

async function* keptLines(): AsyncGenerator<string> {
  yield* await Promise.resolve(kept ?? []);
}

async function anchorUse(): Promise<AnchorUse> {
  return {
    previous: kept && { header: await readAnchorHeader(keptLines()), lines: keptLines },
    keep: async (lines) => {
      const fresh: string[] = [];
      for await (const line of lines) fresh.push(line);
      kept = fresh;
    },
  };
}

/** Verifies and holds the book against the anchor. */
async function findings(): Promise<readonly Finding[]> {
  return (await at.gateway.book.verify(undefined, await anchorUse())).findings;
}

/** As a superuser who has switched every trigger and foreign key off. */
async function behindTheBook(...statements: string[]): Promise<void> {
  await at.owner.query(`SET session_replication_role = 'replica'`);
  for (const statement of statements) await at.owner.query(statement);
  await at.owner.query(`SET session_replication_role = 'origin'`);
}

/** The columns of a table that hold values of their own: a generated one does not. */
async function ownColumnsOf(table: string): Promise<string> {
  const { rows } = await at.owner.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows.map(({ name }) => name).join(', ');
}

/** Copies of the tables, to put everything back after a test. */
const TABLES = ['entry', 'account', ...ANCHORED_TABLES.map(({ table }) => table)];
async function restoringAll(work: () => Promise<void>): Promise<void> {
  for (const table of TABLES)
    await at.owner.query(`CREATE TEMP TABLE kept_${table} AS SELECT * FROM ${table}`);
  const before = kept;
  try {
    await work();
  } finally {
    kept = before;
    for (const table of TABLES) {
      const columns = await ownColumnsOf(table);
      await behindTheBook(
        `DELETE FROM ${table}`,
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM kept_${table}`,
        `DROP TABLE kept_${table}`,
      );
    }
  }
}

/** Removes a transaction with all that names it, so that nothing in the book contradicts its absence. */
const removal = (id: string): string[] => [
  `DELETE FROM entry WHERE transaction_id = '${id}'`,
  `DELETE FROM command WHERE outcome::text LIKE '%${id}%'`,
  `DELETE FROM transaction WHERE id = '${id}'`,
];

let wallet: string;
let newest: string;
let cash: string;
beforeEach(async () => {
  wallet = await at.gateway.wallet(`owner-${randomUUID()}`, 'USD', '100.00');
  newest = done(await at.gateway.deposit(wallet, '5.00', 'USD')).transactionId as string;
  const { rows } = await at.owner.query<{ id: string }>(
    `SELECT id FROM account WHERE wallet_id = $1 AND kind = 'CASH'`,
    [wallet],
  );
  cash = rows[0]?.id ?? '';
  expect(await findings()).toEqual([]);
});

describe('a book that only grew holds its anchor', () => {
  test('new transactions, wallets and keys, and a new status of an anchored transaction, change nothing', async () => {
    const withdrawal = done(
      await at.gateway.book.ledger.submit(
        requestWithdrawal,
        { walletId: wallet, amount: money('1.00', 'USD') },
        member((await ownerOf(wallet)) ?? ''),
        randomUUID(),
      ),
    ).transactionId as string;
    expect(await findings()).toEqual([]);
    done(
      await at.gateway.book.ledger.submit(
        approveWithdrawal,
        { transactionId: withdrawal },
        ADMIN,
        randomUUID(),
      ),
    );
    await at.gateway.wallet(`another-${randomUUID()}`, 'USD', '3.00');
    await at.gateway.wallet(`without-entries-${randomUUID()}`, 'SEK');
    expect(await findings()).toEqual([]);
  });

  test('rows of closed hours are kept as totals', async () => {
    await restoringAll(async () => {
      await behindTheBook(
        ...['wallet', 'transaction', 'entry', 'command'].map(
          (table) => `UPDATE ${table} SET created_at = created_at - interval '3 days'`,
        ),
        `UPDATE transaction SET completed_at = completed_at - interval '3 days', status_changed_at = status_changed_at - interval '3 days'`,
        `UPDATE wallet SET status_changed_at = status_changed_at - interval '3 days'`,
      );
      kept = undefined;
      await at.gateway.deposit(wallet, '1.00', 'USD');
      expect(await findings()).toEqual([]);
      const of = (type: string, table: string) =>
        kept?.filter((line) => line.startsWith(`["${type}","${table}"`)).length;
      expect(of('row', 'transaction')).toBe(1);
      expect(of('hour', 'transaction')).toBeGreaterThan(0);
      expect(await findings()).toEqual([]);

      await behindTheBook(...removal(newest));
      const names = (await findings()).map(({ check, subject }) => `${check} ${subject}`);
      expect(names).toContain(`anchor.chain account ${cash}`);
      expect(names).toContainEqual(
        expect.stringMatching(/^anchor\.rows transaction rows of \S+ to/),
      );
      expect(names).toContainEqual(expect.stringMatching(/^anchor\.rows command rows of \S+ to/));
    });
  });

  test('an imported wallet and its history are added to hours that were closed, and are held from then on', async () => {
    const deposit = (at_: Date) => ({ kind: 'DEPOSIT', amount: 5_00n, at: at_ }) as const;
    const lines = [deposit(new Date('2024-01-01Z')), deposit(new Date('2024-01-02Z'))];
    const imported = async (): Promise<string> => {
      const of = { ownerId: `imported-${randomUUID()}`, currency: 'USD', lines };
      await at.owner.query('BEGIN');
      const { transactionIds } = await importWallet(
        async (sql, parameters) => (await at.owner.query<object>(sql, parameters)).rows,
        of,
      );
      await at.owner.query('COMMIT');
      return transactionIds[1] ?? '';
    };
    const first = await imported();
    expect(await findings()).toEqual([]);
    await imported();
    expect(await findings()).toEqual([]);
    await restoringAll(async () => {
      await behindTheBook(`UPDATE transaction SET description = 'changed' WHERE id = '${first}'`);
      expect((await findings()).map(({ check, subject }) => `${check} ${subject}`)).toEqual([
        `anchor.row transaction ${first}`,
      ]);
    });
  });
});

test('texts that an erasure erases are no finding, and another transaction in the place of an erased one is', async () => {
  await restoringAll(async () => {
    const { ledger } = at.gateway.book;
    const walletId = await at.gateway.wallet('forgotten', 'USD');
    const remarks = { reference: 'a word', description: 'a word', metadata: { a: 'word' } };
    const input = { walletId, amount: money('1.00', 'USD'), ...remarks };
    const { transactionId } = done(await ledger.submit(deposit, input, SERVICE, randomUUID()));
    for (const subject of ['forgotten', 'kept'])
      done(await ledger.submit(revokeTokens, { subject, reason: 'x' }, ADMIN, randomUUID()));
    expect(await findings()).toEqual([]);
    const owner = { ownerId: 'forgotten', reason: 'x' };
    done(await ledger.submit(eraseOwner, owner, ADMIN, randomUUID()));
    await erase(at);
    const { rows } = await at.owner.query(
      `SELECT reference FROM transaction WHERE id = '${transactionId}'`,
    );
    expect(rows).toEqual([{ reference: '[erased]' }]);
    expect(await findings()).toEqual([]);
    await behindTheBook(
      `UPDATE transaction SET erased_sha256 = sha256('other') WHERE id = '${transactionId}'`,
    );
    expect((await findings()).map(({ subject }) => subject)).toEqual([
      `transaction ${transactionId}`,
    ]);
  });
});

describe('what is missing, although nothing in the book contradicts it, is found and named', () => {
  test('the newest transaction, removed with its entries and its key', async () => {
    await restoringAll(async () => {
      await behindTheBook(...removal(newest));
      expect(await at.gateway.book.verify()).toMatchObject({ healthy: true });
      const found = await findings();
      expect(found).toContainEqual({
        check: 'anchor.chain',
        subject: `account ${cash}`,
        expected: expect.stringMatching(/^the 2 entries of .*, which end at balance 10500$/),
        actual: 'entries up to seq 1',
      });
      expect(found).toContainEqual(
        expect.objectContaining({ subject: `transaction ${newest}`, actual: 'no row' }),
      );
      expect(found).toContainEqual(
        expect.objectContaining({
          check: 'anchor.row',
          subject: expect.stringMatching(/^command service /),
        }),
      );
      // The anchor stays as it was, so that the next verify finds the same.
      expect(await findings()).toEqual(found);
    });
  });

  test('the newest transaction, if others took its place', async () => {
    await restoringAll(async () => {
      await behindTheBook(...removal(newest));
      for (const amount of ['5.00', '6.00']) await at.gateway.deposit(wallet, amount, 'USD');
      const found = await findings();
      expect(found).toContainEqual(
        expect.objectContaining({
          subject: `account ${cash}`,
          actual: 'other entries up to seq 2, with balance 10500',
        }),
      );
    });
  });

  test('a whole chain, a wallet without entries, a revocation and the key of a refused command', async () => {
    const empty = await at.gateway.wallet(`empty-${randomUUID()}`, 'SEK');
    const subject = `revoked-${randomUUID()}`;
    done(
      await at.gateway.book.ledger.submit(
        revokeTokens,
        { subject, reason: 'lost' },
        ADMIN,
        randomUUID(),
      ),
    );
    const refused = `refused-${randomUUID()}`;
    await at.gateway.transfer(wallet, empty, '1000.00', 'USD', refused);
    expect(await findings()).toEqual([]);
    await restoringAll(async () => {
      await behindTheBook(
        `DELETE FROM wallet WHERE id = '${empty}'`,
        `DELETE FROM command WHERE outcome::text LIKE '%${empty}%' OR outcome::text LIKE '%${subject}%' OR key = '${refused}'`,
        `DELETE FROM token_revocation WHERE subject = '${subject}'`,
      );
      expect(await at.gateway.book.verify()).toMatchObject({ healthy: true });
      const names = (await findings()).map((finding) => finding.subject);
      expect(names).toContain(`wallet ${empty}`);
      expect(names).toContain(`command service ${refused}`);
      expect(names).toContainEqual(expect.stringContaining(`token_revocation ${subject} `));
    });
  });

  test.each([
    [
      'the reference of a transaction',
      () => `UPDATE transaction SET reference = 'other' WHERE id = '${newest}'`,
      () => `transaction ${newest}`,
    ],
    [
      'the owner of a wallet',
      () => `UPDATE wallet SET owner_id = 'thief' WHERE id = '${wallet}'`,
      () => `wallet ${wallet}`,
    ],
    [
      'the name of a currency',
      () => `UPDATE currency SET name = 'Thaler' WHERE code = 'COIN'`,
      () => 'currency COIN',
    ],
  ])('%s, if it was changed', async (_, statement, subject) => {
    await restoringAll(async () => {
      await behindTheBook(statement());
      expect(await findings()).toContainEqual(
        expect.objectContaining({
          check: 'anchor.row',
          subject: subject(),
          actual: 'another one under this key',
        }),
      );
    });
  });
});

describe('an anchor that cannot be used is refused', () => {
  async function refusal(change: (lines: string[]) => string[]): Promise<string> {
    const before = kept;
    kept = change(kept ?? []);
    const error: unknown = await findings().catch((thrown: unknown) => thrown);
    kept = before;
    return (error as Error).message;
  }

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    ['that lost its end', (lines) => lines.slice(0, -1), /^the anchor is damaged/],
    ['that lost a line', (lines) => lines.toSpliced(3, 1), /^the anchor is damaged/],
    [
      'whose line was changed',
      (lines) => lines.map((line, nr) => (nr === 3 ? line.replace(/\d/, 'x') : line)),
      /^the anchor is damaged/,
    ],
    ['that is empty', () => [], /^the anchor is damaged/],
    ['that is something else', () => ['# Notes', ''], /^this is not an anchor: name a file/],
    [
      'of a later format',
      (lines) => lines.map((line) => line.replace('"format":1', '"format":2')),
      /format 2, and this version reads 1/,
    ],
  ])('one %s', async (_, change, message) => {
    expect(await refusal(change)).toMatch(message);
  });

  test('one of another book', async () => {
    const other = '018f0000-0000-7000-8000-000000000000';
    const { book } = JSON.parse(kept?.[0] ?? '{}') as { book: string };
    const previous = {
      header: { ...(await readAnchorHeader(keptLines())), book: other },
      lines: keptLines,
    };
    await expect(at.gateway.book.verify(undefined, { previous, keep: undefined })).rejects.toThrow(
      `the anchor is of another book: it names account ${other}, and this book has ${book}. Name the file`,
    );
  });

  test('one with a column that this book does not have', async () => {
    const header = await readAnchorHeader(keptLines());
    const columns = { ...header.columns, wallet: ['id", pg_sleep(9)) --'] };
    await expect(
      at.gateway.book.verify(undefined, {
        previous: { header: { ...header, columns }, lines: keptLines },
        keep: undefined,
      }),
    ).rejects.toThrow(/^the anchor is of a book with a column id", pg_sleep/);
  });
});

test('every table of the book is anchored, or it is said to need no anchor', async () => {
  const tables = Object.keys(await migrations.guards()).flatMap(
    (name) => /^table (\S+)$/.exec(name)?.[1] ?? [],
  );
  expect(
    ['entry', 'account', ...ANCHORED_TABLES.map(({ table }) => table), ...UNANCHORED_TABLES].sort(),
  ).toEqual(tables);
});

async function ownerOf(walletId: string): Promise<string | undefined> {
  const { rows } = await at.owner.query<{ owner_id: string }>(
    'SELECT owner_id FROM wallet WHERE id = $1',
    [walletId],
  );
  return rows[0]?.owner_id;
}
