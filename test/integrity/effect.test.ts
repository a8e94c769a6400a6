import { expect, test } from '@jest/globals';
import { setTransaction, type Spoiling, spoilt, testSpoilings } from '../support/spoilings.js';
import { idOf, ids, useVariedBook } from '../support/varied-book.js';

useVariedBook();

const transaction = (name: string) => () => `transaction ${idOf(name)}`;
const without = (rule: string): string => `ALTER TABLE transaction DROP CONSTRAINT ${rule}`;

/** Bob's deposit, dated a millisecond before the book learned of it. He had his wallet by then. */
const backdated = (): string[] =>
  setTransaction(`effective_at = created_at - interval '1 ms'`, 'mistake');

/** Lists the entry of that deposit, in the run of this seq. */
const listed = (run: string): string => `
  INSERT INTO backdated_entry (account_id, seq, effective_at, run)
  SELECT e.account_id, e.seq, t.effective_at, ${run} FROM entry e JOIN transaction t ON t.id = e.transaction_id
   WHERE t.id = '${idOf('mistake')}' AND e.account_id = '${ids.bobCash}'`;

const SPOILINGS: readonly Spoiling[] = [
  {
    what: 'verify finds a deposit that takes effect before its wallet was opened',
    by: () => [
      `UPDATE transaction t SET effective_at = w.created_at - interval '1 ms' FROM wallet w
        WHERE w.id = t.wallet_id AND t.id = '${idOf('mistake')}'`,
    ],
    check: 'transaction.effect',
    subject: transaction('mistake'),
    says: () => ({
      expected: expect.stringContaining('when its wallets were opened') as unknown as string,
    }),
  },
  {
    what: 'verify finds a deposit that takes effect after the book learned of it',
    by: () => [
      without('transaction_effective_by_then'),
      ...setTransaction(`effective_at = created_at + interval '1 ms'`, 'mistake'),
    ],
    check: 'transaction.effect',
    subject: transaction('mistake'),
  },
  {
    what: 'verify finds a moment of effect of a kind that has none',
    by: () => [
      without('transaction_effective_of_kind'),
      ...setTransaction('effective_at = created_at', 'transfer'),
    ],
    check: 'transaction.effect',
    subject: transaction('transfer'),
    says: () => ({ expected: 'no moment of effect of its own, because it is a TRANSFER' }),
  },
  {
    what: 'verify finds a backdated entry that is not listed',
    by: backdated,
    check: 'entry.backdated',
    subject: () => entryOfMistake,
    says: () => ({ actual: 'not backdated' }),
  },
  {
    what: 'verify finds a backdated entry that is listed in a run that is not its own',
    by: () => [...backdated(), listed('e.seq - 1')],
    check: 'entry.backdated',
    subject: () => entryOfMistake,
  },
  {
    what: 'verify finds an entry that is listed as backdated and is not',
    by: () => [
      `INSERT INTO backdated_entry (account_id, seq, effective_at, run) VALUES ('${ids.aliceCash}', 2, now(), 2)`,
    ],
    check: 'entry.backdated',
    subject: () => `entry ${ids.aliceCash} seq 2`,
    says: () => ({ expected: 'not backdated' }),
  },
];

let entryOfMistake = '';

test('verify finds nothing in a deposit that is backdated after the opening of its wallet', async () => {
  const reports = await spoilt([...backdated(), listed('e.seq')]);
  expect(reports.flatMap(({ findings }) => findings)).toEqual([]);
  const [finding] = (await spoilt(backdated())).flatMap(({ findings }) => findings);
  entryOfMistake = finding?.subject ?? '';
  expect(entryOfMistake).toContain(`entry ${ids.bobCash} seq `);
});

testSpoilings(SPOILINGS, [50_000]);

test.each(['counter_wallet_id', 'the entries'])(
  'verify finds an effect before the opening of another wallet of the transaction, by %s',
  async (by) => {
    const later = (wallet: string) =>
      `UPDATE wallet SET created_at = now() + interval '1 day' WHERE id = '${wallet}'`;
    const changes =
      by === 'the entries'
        ? [later(ids.bob), ...setTransaction(`wallet_id = '${ids.alice}'`, 'mistake')]
        : [later(ids.alice), ...setTransaction(`counter_wallet_id = '${ids.alice}'`, 'mistake')];
    const reports = await spoilt([...backdated(), ...changes], [50_000]);
    const subjects = reports
      .flatMap(({ findings }) => findings)
      .flatMap(({ check, subject }) => (check === 'transaction.effect' ? [subject] : []));
    expect(subjects).toEqual([`transaction ${idOf('mistake')}`]);
  },
);
