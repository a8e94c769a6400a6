import { expect, test } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { verifyBook, type IntegrityReport } from '../../src/integrity/verify-book.js';
import { idOf, owner } from './varied-book.js';

/** Sizes of portions, in entries: with borders everywhere in a chain, and with none. */
const PORTIONS: readonly number[] = [1, 50_000];

/** For a fault in no chain: borders in every longer chain, a seventh of the statements. */
const FEWER_PORTIONS: readonly number[] = [7, 50_000];

/** The checks that follow chains, a portion at a time (src/integrity/checks/chains.ts). */
const CHAIN_CHECKS = [
  'entry.account',
  'entry.seq',
  'entry.balance',
  'entry.floor',
  'entry.createdAt',
];

/** Enough for checks that do not follow chains. */
export const ONE_PORTION: readonly number[] = [50_000];

/** The reports of `verify` after these statements, which are then rolled back. */
export async function spoilt(
  statements: readonly string[],
  portions: readonly number[] = PORTIONS,
): Promise<IntegrityReport[]> {
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  try {
    for (const statement of statements) await runner.query(statement);
    const each = await reports(runner.manager, portions);
    for (const finding of each.flatMap(({ findings }) => findings))
      expect(Object.values(finding).map((text) => typeof text)).toEqual(Array(4).fill('string'));
    return each;
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** A report for each size of portion. */
export async function reports(
  manager: EntityManager,
  portions: readonly number[] = PORTIONS,
): Promise<IntegrityReport[]> {
  const each: IntegrityReport[] = [];
  for (const portion of portions)
    each.push(await manager.transaction((inside) => verifyBook(inside, undefined, portion)));
  return each;
}

/** A change to the book by plain SQL, and the finding that `verify` reports for it. */
export interface Spoiling {
  readonly what: string;
  readonly by: () => readonly string[];
  /** The first finding: its check, its row, and its expected and actual values. */
  readonly check: string;
  readonly subject: () => string;
  readonly says?: () => { expected?: string; actual?: string };
}

/** A test for each: the first finding is the expected one, in portions of every size. */
export function testSpoilings(spoilings: readonly Spoiling[], portions?: readonly number[]): void {
  test.each(spoilings)('$what', async ({ by, check, subject, says }) => {
    const sizes = portions ?? (CHAIN_CHECKS.includes(check) ? PORTIONS : FEWER_PORTIONS);
    const [first, ...others] = await spoilt(by(), sizes);
    expect(first).toMatchObject({ healthy: false });
    expect(first?.findings[0]).toMatchObject({ check, subject: subject(), ...says?.() });
    for (const other of others) expect(other).toEqual(first);
  });
}

export const setTransaction = (change: string, name = 'transfer'): string[] => [
  `UPDATE transaction SET ${change} WHERE id = '${idOf(name)}'`,
];

/** A statement that changes the entries of a phase on accounts of this kind. */
export const setEntryOf = (name: string, phase: string, account: string, change: string): string =>
  `UPDATE entry SET ${change}
    WHERE transaction_id = '${idOf(name)}' AND phase = '${phase}' AND account_kind = '${account}'`;

/** Statements that drop the constraints of chains. */
export const WITHOUT_CHAIN_RULES: readonly string[] = [
  ...['chain_begins_at_zero', 'not_below_floor', 'owed_not_above_zero', 'amount_not_zero'],
].map((rule) => `ALTER TABLE entry DROP CONSTRAINT entry_${rule}`);

/**
 * Statements that change entries and then repair every chain: no gap, and balances that follow from the
 * amounts. Drops the constraints that would refuse such rows.
 */
export const rechained = (...statements: readonly string[]): string[] => [
  ...WITHOUT_CHAIN_RULES,
  ...rechainedOnly(...statements),
];

/** The same for a book without those constraints. */
export const rechainedOnly = (...statements: readonly string[]): string[] => [
  ...statements,
  'UPDATE entry SET seq = seq + 1000000',
  `UPDATE entry e SET seq = link.nr, balance = link.balance
     FROM (SELECT account_id, seq, row_number() OVER chain AS nr, sum(amount) OVER chain AS balance
             FROM entry WINDOW chain AS (PARTITION BY account_id ORDER BY created_at, seq)) link
    WHERE link.account_id = e.account_id AND link.seq = e.seq`,
];
