import { describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { MAX_FINDINGS, verifyBook } from '../../src/integrity/verify-book.js';
import { createTestDatabase, done, TestGateway } from '../support/book.js';
import { owner, useVariedBook } from '../support/varied-book.js';
import { reports } from '../support/spoilings.js';

useVariedBook();

describe('verify reports a healthy book as healthy', () => {
  test('verify reports no findings and counts the entries and wallets of a healthy book', async () => {
    const [counts] = await owner.query<{ entries: string; wallets: string }[]>(
      'SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM wallet) AS wallets',
    );
    for (const report of await reports(owner.manager, [1, 4, 7, 50_000]))
      expect(report).toEqual({
        checkedEntries: Number(counts?.entries),
        checkedWallets: Number(counts?.wallets),
        healthy: true,
        findings: [],
      });
  });

  test('verify reports its progress after each portion, up to all entries', async () => {
    const reported: [number, number][] = [];
    const { checkedEntries } = await owner.transaction((manager) =>
      verifyBook(manager, (...progress) => reported.push(progress), 10),
    );
    expect(reported.map(([, total]) => total)).toEqual(reported.map(() => checkedEntries));
    expect(reported.map(([checked]) => checked)).toEqual(
      reported.map((_, index) => Math.min((index + 1) * 10, checkedEntries)),
    );
    expect(reported.at(-1)?.[0]).toBe(checkedEntries);
  });

  test('verify reports an empty book as healthy', async () => {
    const database = await createTestDatabase();
    const gateway = await TestGateway.open(database.url);
    expect(await gateway.book.verify()).toEqual({
      checkedEntries: 0,
      checkedWallets: 0,
      healthy: true,
      findings: [],
    });
    await gateway.close();
    await database.drop();
  });
});

describe('verify reads a book longer than a portion', () => {
  test('verify finds no fault in a long book, and names a wrong row on either side of a border between portions', async () => {
    const database = await createTestDatabase();
    const gateway = await TestGateway.open(database.url);
    const wallet = await gateway.wallet('long', 'USD');
    const { transactionId } = done(await gateway.deposit(wallet, '1.00', 'USD'));
    const client = new Client({
      connectionString: database.url,
      options: '-c search_path=book,pg_temp',
    });
    await client.connect();
    const links = 25_500;
    // Each link is a deposit of its own, with its key.
    await client.query(
      `CREATE TEMP TABLE more AS SELECT i, gen_random_uuid() AS id FROM generate_series(1, ${links}) i`,
    );
    await client.query(
      `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at, completed_at)
       SELECT more.id, t.kind, t.status, t.currency, t.amount, t.wallet_id, t.initiated_by, t.created_at, t.completed_at
         FROM transaction t, more WHERE t.id = $1`,
      [transactionId],
    );
    await client.query(
      `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
       SELECT t.initiated_by, 'more ' || more.i, 'transfer', '{}', sha256('["transfer",{}]'), jsonb_build_object('done', jsonb_build_object('transactionId', more.id)), t.created_at
         FROM more JOIN transaction t USING (id)`,
    );
    await client.query(
      `INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
       SELECT e.account_id, e.seq + more.i, e.account_kind, more.id, 'POST', e.amount, e.balance + more.i * e.amount, e.created_at
         FROM entry e, more WHERE e.transaction_id = $1`,
      [transactionId],
    );
    await client.query(`SET session_replication_role = 'replica'`);
    expect(await gateway.book.verify()).toEqual({
      checkedEntries: 2 * (links + 1),
      checkedWallets: 1,
      healthy: true,
      findings: [],
    });

    const { rows } = await client.query<{ account_id: string; seq: string }>(
      'SELECT account_id, seq FROM entry ORDER BY account_id, seq OFFSET 49999 LIMIT 2',
    );
    for (const { account_id, seq } of rows) {
      await client.query(
        'UPDATE entry SET balance = balance + 1 WHERE account_id = $1 AND seq = $2',
        [account_id, seq],
      );
      const { findings } = await gateway.book.verify();
      // The chain of the system account goes down: its wrong link is still the first that does not continue.
      expect(findings[0]).toMatchObject({
        check: 'entry.balance',
        subject: `entry ${account_id} seq ${seq}`,
      });
      expect(findings).toHaveLength(2);
      await client.query(
        'UPDATE entry SET balance = balance - 1 WHERE account_id = $1 AND seq = $2',
        [account_id, seq],
      );
    }

    await client.query('UPDATE entry SET balance = balance + seq WHERE seq > 1');
    expect((await gateway.book.verify()).findings).toHaveLength(MAX_FINDINGS);
    await client.end();
    await gateway.close();
    await database.drop();
  });
});
