import type { EntityManager } from 'typeorm';
import { ACCOUNT_CHECKS, CURRENCY_OF_ACCOUNT } from './checks/accounts.js';
import { checkChains } from './checks/chains.js';
import { CHECKPOINT_CHECKS } from './checks/checkpoints.js';
import { CREDIT_CHECKS } from './checks/credit.js';
import { ERASURE_CHECKS } from './checks/erasures.js';
import { EXCHANGE_CHECKS } from './checks/exchanges.js';
import { MAX_FINDINGS, type Check, type Finding } from './finding.js';
import { IMPORT_CHECKS } from './checks/imports.js';
import { KEY_CHECKS } from './checks/keys.js';
import { ORDER_CHECKS } from './checks/order.js';
import { OUTCOME_CHECKS } from './checks/outcomes.js';
import { POSTING_CHECKS } from './checks/postings.js';
import { PURCHASE_CHECKS } from './checks/purchases.js';
import { REVERSAL_CHECKS } from './checks/reversals.js';
import { REWARD_CHECKS } from './checks/rewards.js';
import { SHAPE_CHECKS } from './checks/shape-checks.js';
import { SPLIT_CHECKS } from './checks/splits.js';
import { TIME_CHECKS } from './checks/times.js';
import { CURRENCY_OF_TRANSACTION, TRANSACTION_CHECKS } from './checks/transactions.js';
import { CURRENCY_OF_WALLET, WALLET_CHECKS } from './checks/wallets.js';
import { Attempts } from './storage/attempt.js';

export { MAX_FINDINGS, type Finding } from './finding.js';

export interface IntegrityReport {
  readonly checkedEntries: number;
  readonly checkedWallets: number;
  readonly healthy: boolean;
  /** In the order of the checks, and of the rows within each; at most `MAX_FINDINGS`. */
  readonly findings: readonly Finding[];
}

/** Receives the progress of a verification, in entries. */
export type ReportProgress = (checked: number, total: number) => void;

/** Number of entries that one statement checks. */
const ENTRIES_PER_STATEMENT = 50_000;

/** Ordered by importance: errors in the money come first. */
const WHOLE_BOOK_CHECKS: readonly Check[] = [
  ...TRANSACTION_CHECKS,
  ...ACCOUNT_CHECKS,
  ...SHAPE_CHECKS,
  ...TIME_CHECKS,
  ...PURCHASE_CHECKS,
  ...SPLIT_CHECKS,
  ...POSTING_CHECKS,
  ...EXCHANGE_CHECKS,
  ...REWARD_CHECKS,
  ...CREDIT_CHECKS,
  ...REVERSAL_CHECKS,
  ...IMPORT_CHECKS,
  ...WALLET_CHECKS,
  ...OUTCOME_CHECKS,
  ...KEY_CHECKS,
  ...ERASURE_CHECKS,
  ...ORDER_CHECKS,
  ...CHECKPOINT_CHECKS,
];

/**
 * What foreign keys would say and statement triggers of the book do (docs/decisions/61). A restore runs them at the level
 * of its backup, so they name only columns that every released level has.
 */
const REFERENCE_CHECKS: readonly Check[] = [
  CURRENCY_OF_WALLET,
  CURRENCY_OF_ACCOUNT,
  CURRENCY_OF_TRANSACTION,
];

/**
 * The first wallet, account or transaction whose wallet or currency is wrong, or undefined. It is for rows that came in
 * while triggers were off.
 * @param manager of a transaction with search_path on the book
 */
export async function findWrongReference(manager: EntityManager): Promise<Finding | undefined> {
  await manager.query(`SET LOCAL enable_nestloop = off`);
  for (const check of REFERENCE_CHECKS) {
    const [first] = await findingsOf(manager, check);
    if (first) return first;
  }
  await manager.query(`SET LOCAL enable_nestloop TO DEFAULT`);
  return undefined;
}

/**
 * Checks all rows of the book against its own rules, within one snapshot. Trusts no constraint and no trigger: an operator
 * may have switched them off. A check that meets a page that PostgreSQL cannot read becomes a finding, and the others run.
 *
 * A check inside the book finds contradictions. It cannot find a change that leaves none:
 * - the owner of a wallet (`owner_id`; of a wallet with exchanges, if the owner's other wallets were changed too), and
 *   whether a wallet is frozen;
 * - the texts of a transaction (reference, description, metadata, status_reason, a withdrawal's destination, the labels of
 *   its splits), the expiry of a hold, and the moment at which it took effect, within bounds; whether cash that is
 *   held, or was held and released, is that of a purchase or of a withdrawal, and whether a
 *   released hold failed or was cancelled; the amount and the wallet of a deposit that was never confirmed or of a repair that was never approved; how
 *   the splits of a transaction that never paid divide among its receivers;
 * - which of its wallets a posting names first, and the sign of all of its legs together;
 * - whether a purchase's credit came back as credit or as cash, within what is owed; the amount of a bonus; the terms
 *   of a credit line without draws;
 * - the input of a key, or its refusal; the reason of a revocation; the row of a source that an opening names;
 * - the newest transactions, quotes, credit lines and revocations, if they are missing together with all their entries
 *   and keys.
 *
 * An anchor outside the book (anchor/) finds the last kind, and changes to rows that it has seen. Backups protect against
 * the rest.
 * @param manager of a transaction, whose snapshot all checks share
 * @param entriesPerStatement entries in one statement; more is faster and takes more memory
 */
export async function verifyBook(
  manager: EntityManager,
  progress: ReportProgress = () => undefined,
  entriesPerStatement = ENTRIES_PER_STATEMENT,
): Promise<IntegrityReport> {
  const attempts = await Attempts.begin(manager);
  const { entries, wallets } = await attempts.run<{ entries?: number; wallets?: number }>(
    'verifyCounts',
    async () => {
      const [counts] = await manager.query<{ entries: string; wallets: string }[]>(
        `/* verifyCounts */ SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM wallet) AS wallets`,
      );
      return { entries: Number(counts?.entries), wallets: Number(counts?.wallets) };
    },
    () => ({}), // the checks below say so
  );
  const chains = await checkChains(manager, attempts, entriesPerStatement, (checked) =>
    progress(checked, entries ?? checked),
  );
  const findings: Finding[] = [...chains.findings];
  // Allow hash and merge joins only. With outdated statistics, after many writes, the planner takes the book for small
  // and chooses nested loops over it. This holds for the rest of the snapshot's transaction.
  await manager.query(`/* verifyPlans */ SELECT set_config('enable_nestloop', 'off', true)`);
  await attempts.keepSettings();
  for (const check of WHOLE_BOOK_CHECKS)
    findings.push(
      ...(await attempts.run(
        nameOf(check),
        () => findingsOf(manager, check),
        (unchecked) => [unchecked],
      )),
    );
  return reportOf([...attempts.damage, ...findings], {
    checkedEntries: entries ?? chains.checked,
    checkedWallets: wallets ?? 0,
  });
}

function reportOf(
  findings: readonly Finding[],
  counts: Pick<IntegrityReport, 'checkedEntries' | 'checkedWallets'>,
): IntegrityReport {
  return {
    ...counts,
    healthy: findings.length === 0,
    findings: findings.slice(0, MAX_FINDINGS),
  };
}

/** The name that a check's statement begins with, as PostgreSQL's log shows it. */
function nameOf({ sql }: Check): string {
  return /^\/\* (\w+) \*\//.exec(sql)?.[1] ?? sql;
}

function findingsOf(manager: EntityManager, { sql, known }: Check): Promise<Finding[]> {
  const parameters = known === undefined ? [] : [JSON.stringify(known)];
  return manager.query<Finding[]>(sql, [MAX_FINDINGS, ...parameters]);
}
