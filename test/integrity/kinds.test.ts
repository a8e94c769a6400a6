import { beforeAll, describe, expect, test } from '@jest/globals';
import { PHASES, TRANSACTION_STATUSES } from '../../src/domain/index.js';
import type { Finding } from '../../src/integrity/verify-book.js';
import { idOf, ids, owner, useVariedBook } from '../support/varied-book.js';
import { ONE_PORTION, rechainedOnly, spoilt, WITHOUT_CHAIN_RULES } from '../support/spoilings.js';

const book = useVariedBook();

/**
 * Rules that refuse such rows, so that only verify is left to find them. Dropped once: after each change of a table
 * PostgreSQL plans every check of it again, which takes longer than the checks.
 */
const RULES = [
  ...['exchanges_at_quote', 'follows_original', 'reversal_names_original', 'expires_if_held'],
  ...['between_two_wallets', 'replaces_reward', 'bonus_names_owner'],
  ...['splits_of_kind', 'further_wallets_of_kind', 'further_wallets_differ', 'opening_of_import'],
];

beforeAll(async () => {
  book.spoilt = true; // without its guards
  for (const rule of RULES)
    await owner.query(`ALTER TABLE transaction DROP CONSTRAINT transaction_${rule}`);
  for (const statement of WITHOUT_CHAIN_RULES) await owner.query(statement);
  await owner.query('ALTER TABLE account DROP CONSTRAINT account_one_per_wallet_and_kind');
  await owner.query('DROP INDEX account_one_per_currency_kind_and_shard');
  await owner.query(
    'DROP INDEX transaction_quote_used_once, transaction_bonus_claimed_once, transaction_reversed_once',
  );
  expect(await findings([])).toEqual([]);
});

/** A transaction of each kind in each status, and one more for each further way to get there. */
const EACH: readonly (readonly [name: string, kind: string, status: string, completed: boolean])[] =
  [
    ['announced', 'DEPOSIT', 'PENDING', false],
    ['deposit', 'DEPOSIT', 'COMPLETED', true],
    ['confirmed', 'DEPOSIT', 'COMPLETED', true],
    ['neverCame', 'DEPOSIT', 'FAILED', false],
    ['recalled', 'DEPOSIT', 'FAILED', true],
    ['takenBack', 'DEPOSIT', 'FAILED', true],
    ['asked', 'WITHDRAWAL', 'PENDING', false],
    ['paidOut', 'WITHDRAWAL', 'COMPLETED', true],
    ['rejected', 'WITHDRAWAL', 'FAILED', false],
    ['lapsedPayout', 'WITHDRAWAL', 'FAILED', false],
    ['cancelled', 'WITHDRAWAL', 'CANCELLED', false],
    ['held', 'PURCHASE', 'PENDING', false],
    ['bought', 'PURCHASE', 'COMPLETED', true],
    ['partly', 'PURCHASE', 'COMPLETED', true],
    ['dropped', 'PURCHASE', 'FAILED', false],
    ['late', 'PURCHASE', 'FAILED', false],
    ['lapsed', 'PURCHASE', 'FAILED', false],
    ['undone', 'PURCHASE', 'FAILED', true],
    ['cancelledPurchase', 'PURCHASE', 'CANCELLED', false],
    ['refund', 'REFUND', 'COMPLETED', true],
    ['undoneRefund', 'REFUND', 'COMPLETED', true],
    ['transfer', 'TRANSFER', 'COMPLETED', true],
    ['transfers', 'TRANSFER', 'COMPLETED', true],
    ['shared', 'TRANSFER', 'COMPLETED', true],
    ['exchange', 'EXCHANGE', 'COMPLETED', true],
    ['bonus', 'BONUS', 'COMPLETED', true],
    ['wrongBonus', 'BONUS', 'COMPLETED', true],
    ['commission', 'COMMISSION', 'COMPLETED', true],
    ['otherCommission', 'COMMISSION', 'COMPLETED', true],
    ['earning', 'EARNING', 'COMPLETED', true],
    ['draw', 'CREDIT_DRAW', 'COMPLETED', true],
    ['repayment', 'CREDIT_REPAYMENT', 'COMPLETED', true],
    ['adjustment', 'ADJUSTMENT', 'COMPLETED', true],
    ['proposed', 'ADJUSTMENT', 'PENDING', false],
    ['repaired', 'ADJUSTMENT', 'COMPLETED', true],
    ['refusedRepair', 'ADJUSTMENT', 'FAILED', false],
    ['posting', 'POSTING', 'COMPLETED', true],
    ['dividedSale', 'PURCHASE', 'COMPLETED', true],
    ['dividedUndone', 'PURCHASE', 'FAILED', true],
    ['openedWhole', 'OPENING_BALANCE', 'COMPLETED', true],
    ['openedAfter', 'OPENING_BALANCE', 'COMPLETED', true],
    ['importedSale', 'PURCHASE', 'COMPLETED', true],
    ['reversal', 'REVERSAL', 'COMPLETED', true],
    ['bouncedBack', 'REVERSAL', 'COMPLETED', true],
    ['exchangedBack', 'REVERSAL', 'COMPLETED', true],
  ];

/** Announced deposits and proposed repairs, as long as they move nothing. */
const WITHOUT_ENTRIES = ['announced', 'neverCame', 'proposed', 'refusedRepair'];

const NAMES = EACH.map(([name]) => name);
const everyOne = (): string => NAMES.map((name) => `'${idOf(name)}'`).join(', ');

async function findings(statements: readonly string[]): Promise<readonly Finding[]> {
  const [report] = await spoilt(statements, ONE_PORTION);
  return report?.findings ?? [];
}

/** The names of those transactions that a finding is about. */
function named(found: readonly Finding[], names: readonly string[] = NAMES): string[] {
  const about = new Set(found.map(({ subject }) => subject.slice(0, 'transaction '.length + 36)));
  return names.filter((name) => about.has(`transaction ${idOf(name)}`));
}

test('the varied book has a transaction of each kind in each status that the kind can have', async () => {
  const rows = await owner.query<
    { id: string; kind: string; status: string; completed: boolean }[]
  >(
    `SELECT id, kind, status, completed_at IS NOT NULL AS completed FROM transaction WHERE id IN (${everyOne()})`,
  );
  const found = new Map(rows.map((row) => [row.id, [row.kind, row.status, row.completed]]));
  expect(NAMES.map((name) => [name, ...(found.get(idOf(name)) ?? [])])).toEqual(EACH);
  const arrows = await owner.query<{ way: string }[]>(
    `SELECT DISTINCT kind || ' ' || to_status AS way FROM transaction_transition ORDER BY 1`,
  );
  const ways = new Set(EACH.map(([, kind, status]) => `${kind} ${status}`));
  expect([...ways].sort()).toEqual(arrows.map(({ way }) => way));
});

describe('verify finds every transaction after one column of all of them is changed', () => {
  const columns: [string, string][] = [
    ['second wallet', `counter_wallet_id = CASE WHEN counter_wallet_id IS NULL THEN $bob END`],
    ['original', `original_id = CASE WHEN original_id IS NULL THEN $deposit END`],
    ['replaced transaction', `replaces_id = $deposit`],
    ['quote', `quote_id = CASE WHEN quote_id IS NULL THEN $unusedQuote END`],
    ['detail', `details = details || '{"more": 1}'`],
    ['type of details', `details = '[]'`],
    [
      'time and author of the status',
      `status_changed_at = CASE WHEN status_changed_at IS NULL THEN created_at END,
       status_changed_by = CASE WHEN status_changed_by IS NULL THEN 'mallory' END`,
    ],
    [
      'author of the status',
      `status_changed_by = CASE WHEN status_changed_by IS NULL THEN 'mallory' END`,
    ],
    ['completion time', `completed_at = CASE WHEN completed_at IS NULL THEN created_at END`],
    ['and unknown kind', `kind = 'GIFT'`],
  ];

  test.each(columns)('verify finds every transaction with a changed %s', async (_, change) => {
    const set = change.replaceAll(/\$(\w+)/g, (__, name: string) => `'${idOf(name)}'::uuid`);
    const found = await findings([`UPDATE transaction SET ${set} WHERE id IN (${everyOne()})`]);
    expect(named(found)).toEqual(NAMES);
  });

  test('verify finds every transaction after a change of its kind to a similar one, except released holds of cash', async () => {
    const found = await findings([
      `UPDATE transaction SET expires_at = NULL, kind = CASE kind
         WHEN 'DEPOSIT' THEN 'PURCHASE' WHEN 'PURCHASE' THEN 'WITHDRAWAL' WHEN 'WITHDRAWAL' THEN 'PURCHASE'
         WHEN 'BONUS' THEN 'EARNING' ELSE 'BONUS' END
        WHERE id IN (${everyOne()})`,
    ]);
    const alike = [
      ...['rejected', 'lapsedPayout', 'cancelled', 'dropped', 'lapsed', 'cancelledPurchase'],
    ];
    expect(named(found)).toEqual(NAMES.filter((name) => !alike.includes(name)));
  });

  // A hold that failed and one that was cancelled write the same entries.
  const RELEASED = ['FAILED', 'CANCELLED'];
  const HOLDING = ['WITHDRAWAL', 'PURCHASE'];

  test.each([...TRANSACTION_STATUSES, 'DONE'])('verify finds a wrong status %s', async (status) => {
    const found = await findings([
      `UPDATE transaction SET status = '${status}' WHERE id IN (${everyOne()})`,
    ]);
    const others = EACH.filter(
      ([, kind, other, completed]) =>
        other !== status &&
        !(
          HOLDING.includes(kind) &&
          !completed &&
          [other, status].every((one) => RELEASED.includes(one))
        ),
    ).map(([name]) => name);
    expect(named(found)).toEqual(others);
  });

  test('verify finds every transaction after a change of its amount, except deposits and repairs that moved nothing', async () => {
    const found = await findings([
      `UPDATE transaction SET amount = amount + 1 WHERE id IN (${everyOne()})`,
    ]);
    expect(named(found)).toEqual(NAMES.filter((name) => !WITHOUT_ENTRIES.includes(name)));
  });

  test('verify finds every transaction with an expiry whose kind cannot have one', async () => {
    const found = await findings([
      `UPDATE transaction SET expires_at = now() + interval '1 day' WHERE id IN (${everyOne()})`,
    ]);
    const holding = ['WITHDRAWAL', 'PURCHASE'];
    const others = EACH.filter(([, kind]) => !holding.includes(kind)).map(([name]) => name);
    expect(named(found)).toEqual(others);
  });
});

describe('verify finds every transaction after accounts swap their kinds', () => {
  const swaps = [
    ['EXTERNAL', 'SALES', 'BONUSES', 'EARNINGS', 'COMMISSIONS', 'ADJUSTMENTS', 'EXCHANGE'],
    ['CASH', 'HELD', 'CREDIT', 'HELD_CREDIT'],
  ];
  const titled = swaps.map((kinds) => [kinds.join(', '), kinds] as const);
  test.each(titled)('verify finds every transaction after a swap of %s', async (_, kinds) => {
    const next = kinds.map((kind, i) => `WHEN '${kind}' THEN '${kinds[(i + 1) % kinds.length]}'`);
    const turned = (column: string) =>
      `${column} = CASE ${column} ${next.join(' ')} ELSE ${column} END`;
    const touched = await owner.query<{ id: string }[]>(
      `SELECT DISTINCT transaction_id AS id FROM entry WHERE account_kind = ANY($1)`,
      [kinds],
    );
    const found = await findings([
      `UPDATE account SET ${turned('kind')}`,
      `UPDATE entry SET ${turned('account_kind')}`,
    ]);
    // A reversal still mirrors its original, and a posting can be on any of these.
    const expected = EACH.filter(
      ([name, kind]) =>
        !['REVERSAL', 'POSTING'].includes(kind) && touched.some(({ id }) => id === idOf(name)),
    ).map(([name]) => name);
    expect(expected.length).toBeGreaterThan(12);
    expect(named(found.filter(({ check }) => check === 'transaction.entries'))).toEqual(expected);
  });
});

describe('verify finds a transaction after its entries of one phase change, even if every chain still adds up', () => {
  const changes: [string, (phase: string, of: string) => string][] = [
    ['turned round', (_, of) => `UPDATE entry SET amount = -amount ${of}`],
    ['doubled', (_, of) => `UPDATE entry SET amount = 2 * amount ${of}`],
    ['gone', (_, of) => `DELETE FROM entry ${of}`],
    [
      'of another phase',
      (phase, of) =>
        `UPDATE entry SET phase = '${PHASES[(PHASES.findIndex((one) => one === phase) + 1) % 4]}' ${of}`,
    ],
  ];

  test.each(EACH)('verify finds the transaction %s after a change in any phase', async (name) => {
    const phases = await owner.query<{ phase: string }[]>(
      `SELECT DISTINCT phase FROM entry WHERE transaction_id = '${idOf(name)}'`,
    );
    expect(phases.length).toBeGreaterThanOrEqual(WITHOUT_ENTRIES.includes(name) ? 0 : 1);
    for (const { phase } of phases)
      for (const [what, change] of changes) {
        // Nothing in the book says which way a posting goes.
        if (name === 'posting' && what === 'turned round') continue;
        const of = `WHERE transaction_id = '${idOf(name)}' AND phase = '${phase}'`;
        const found = await findings(rechainedOnly(change(phase, of)));
        expect([phase, what, named(found, [name])]).toEqual([phase, what, [name]]);
      }
  });
});

test('the varied book refuses a name that it does not have', () => {
  expect(() => idOf('missing')).toThrow('the varied book has no missing');
  expect(Object.values(ids)).not.toContain('');
});
