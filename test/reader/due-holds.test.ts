import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { purchase } from '../../src/movements/index.js';
import type { DueHold } from '../../src/reader/index.js';
import { done, useBook } from '../support/book.js';
import { untilDue } from '../support/until.js';
import { money, SERVICE } from '../support/inputs.js';

const at = useBook();

/** The holds of every page, in order. @param limit holds on a page */
async function walk(limit: number): Promise<DueHold[]> {
  const found: DueHold[] = [];
  for (;;) {
    const page = await at.gateway.reading((reader) => reader.dueHolds(found.at(-1), limit));
    expect(page.length).toBeLessThanOrEqual(limit);
    if (page.length === 0) return found;
    found.push(...page);
  }
}

/** Holds of 1.00 that end at one moment. */
async function holdsUntil(count: number, moment: Date): Promise<string[]> {
  const walletId = await at.gateway.wallet(randomUUID(), 'USD', String(count));
  const input = { walletId, amount: money('1'), expiresInSeconds: 3_600 };
  const { ledger } = at.gateway.book;
  const made = Array.from({ length: count }, () =>
    ledger.submit(purchase, input, SERVICE, randomUUID()),
  );
  const ids = (await Promise.all(made)).map((result) => done(result).transactionId ?? '');
  await at.owner.query('BEGIN');
  await at.owner.query(`SET LOCAL session_replication_role = 'replica'`);
  await at.owner.query('UPDATE transaction SET expires_at = $2 WHERE id = ANY($1::uuid[])', [
    ...[ids, moment],
  ]);
  await at.owner.query('COMMIT');
  return ids;
}

test('dueHolds lists each hold once, in the order of expiry, also those that end in one millisecond across pages', async () => {
  const soon = Date.now() + 1_000;
  const late = await holdsUntil(5, new Date(soon + 1));
  const early = await holdsUntil(6, new Date(soon));
  const never = await holdsUntil(1, new Date(soon + 3_600_000));
  await untilDue(at.owner, [...early, ...late]);
  const expected = [...early.sort(), ...late.sort()];
  for (const limit of [1, 2, 3, 4, 500]) {
    const found = (await walk(limit)).map(({ transactionId }) => transactionId);
    expect(found).toEqual(expected);
    expect(found).not.toContain(never[0]);
  }
});
