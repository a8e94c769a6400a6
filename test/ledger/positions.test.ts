import { expect, test } from '@jest/globals';
import { done, useBook } from '../support/book.js';

const at = useBook();

test('positions follow the order of the commands within a commit, and of the commits', async () => {
  const { gateway } = at;
  const wallets = await Promise.all(
    ['a', 'b', 'c'].map((owner) => gateway.wallet(owner, 'USD', '9.00')),
  );
  const before = await last();
  const ids: string[] = [];
  for (let commit = 0; commit < 3; commit++) {
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        i % 3 === 0
          ? gateway.deposit(wallets[i % 2] ?? '', '0.01', 'USD')
          : gateway.transfer(wallets[i % 3] ?? '', wallets[(i + 1) % 3] ?? '', '0.01', 'USD'),
      ),
    );
    ids.push(...results.map((result) => done(result).transactionId ?? ''));
  }
  const { rows } = await at.owner.query<{ id: string; written_by: string }>(
    'SELECT id, written_by FROM transaction WHERE position > $1 ORDER BY position',
    [before],
  );
  expect(rows.map(({ id }) => id)).toEqual(ids);
  // Otherwise the test would show nothing about the order within a commit.
  expect(new Set(rows.map((row) => row.written_by)).size).toBeLessThan(ids.length / 4);
});

async function last(): Promise<string> {
  const { rows } = await at.owner.query<{ position: string }>(
    'SELECT coalesce(max(position), 0) AS position FROM transaction',
  );
  return rows[0]?.position ?? '0';
}
