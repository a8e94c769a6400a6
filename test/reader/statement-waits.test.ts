import { describe, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { useBook } from '../support/book.js';

const at = useBook();

/** The statement of a wallet from then until now. */
const read = (walletId: string, from: Date) =>
  at.gateway.reading((reader) =>
    reader.statement(
      { id: walletId, currency: 'USD' },
      { from, to: new Date('2900-01-01T00:00:00Z'), timeZone: 'UTC' },
    ),
  );

describe('a statement is settled at its end', () => {
  test('a statement waits for a commit that is under way, and ends where that begins', async () => {
    const walletId = await at.gateway.wallet('waited for', 'USD', '1.00');
    at.spoilt = true; // the commit is written by hand, without the row of its command
    const holder = at.owner;
    await holder.query('BEGIN');
    await holder.query('SELECT FROM wallet WHERE id = $1 FOR UPDATE', [walletId]);
    // A moment that the commit takes before the statement is asked for, and that is seen after.
    const { rows } = await holder.query<{ at: Date }>(
      `SELECT date_trunc('milliseconds', clock_timestamp()) AS at`,
    );
    const writtenAt = rows[0]?.at ?? new Date();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const reading = read(walletId, new Date(Date.now() - 60_000));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await deposit(holder, walletId, writtenAt);
    await holder.query('COMMIT');
    const statement = await reading;
    expect([statement.to, statement.closing.total]).toEqual([writtenAt, 100n]);
    const next = await read(walletId, statement.to);
    expect([next.opening, next.closing.total]).toEqual([statement.closing, 200n]);
  });
});

/** Writes a deposit of 1.00 that is dated so, as a commit of a gateway would, in the transaction of the client. */
async function deposit(client: Client, walletId: string, writtenAt: Date): Promise<void> {
  await client.query(
    `WITH made AS (
       INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at, completed_at)
       VALUES (gen_random_uuid(), 'DEPOSIT', 'COMPLETED', 'USD', 100, $1, 'service', $2, $2) RETURNING id),
     heads AS (
       SELECT a.id, a.kind, e.seq, e.balance
         FROM account a CROSS JOIN LATERAL (
                SELECT seq, balance FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) e
        WHERE (a.wallet_id = $1 AND a.kind = 'CASH')
           OR a.id = (SELECT id FROM account WHERE wallet_id IS NULL AND kind = 'EXTERNAL' AND currency = 'USD'
                         AND EXISTS (SELECT FROM entry WHERE account_id = account.id) LIMIT 1))
     INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
     SELECT heads.id, seq + 1, heads.kind, made.id, 'POST', change, balance + change, $2
       FROM heads, made, LATERAL (SELECT CASE heads.kind WHEN 'CASH' THEN 100 ELSE -100 END AS change) c`,
    [walletId, writtenAt],
  );
}
