import type { EntityManager } from 'typeorm';
import { ACCOUNT_CHECKS } from './accounts.js';
import { checkChains } from './chains.js';
import { CREDIT_CHECKS } from './credit.js';
import { EXCHANGE_CHECKS } from './exchanges.js';
import { MOST_FINDINGS, type Check, type Finding } from './finding.js';
import { KEY_CHECKS } from './keys.js';
import { OUTCOME_CHECKS } from './outcomes.js';
import { PURCHASE_CHECKS } from './purchases.js';
import { REVERSAL_CHECKS } from './reversals.js';
import { REWARD_CHECKS } from './rewards.js';
import { SHAPE_CHECKS } from './shape-checks.js';
import { TIME_CHECKS } from './times.js';
import { TRANSACTION_CHECKS } from './transactions.js';
import { WALLET_CHECKS } from './wallets.js';

export { MOST_FINDINGS, type Finding } from './finding.js';

export interface IntegrityReport {
  readonly checkedEntries: number;
  readonly checkedWallets: number;
  readonly healthy: boolean;
  /** In the order of the checks, and of the rows within each; at most `MOST_FINDINGS`. */
  readonly findings: readonly Finding[];
}

/** Told how far it is, in entries. */
export type Progress = (checked: number, total: number) => void;

/** How many entries are checked by one statement. */
const ENTRIES_AT_ONCE = 50_000;

/** In this order: what is wrong with the money first. */
const WHOLE_BOOK_CHECKS: readonly Check[] = [
  ...TRANSACTION_CHECKS,
  ...ACCOUNT_CHECKS,
  ...SHAPE_CHECKS,
  ...TIME_CHECKS,
  ...PURCHASE_CHECKS,
  ...EXCHANGE_CHECKS,
  ...REWARD_CHECKS,
  ...CREDIT_CHECKS,
  ...REVERSAL_CHECKS,
  ...WALLET_CHECKS,
  ...OUTCOME_CHECKS,
  ...KEY_CHECKS,
];

/**
 * Checks the whole book against its own rules, row by row and without trusting constraints or
 * triggers: somebody may have switched them off. Within one snapshot.
 *
 * What no check inside the book can find is what leaves no contradiction in it:
 * - whose a wallet is (`owner_id`; of one that exchanges, where its other wallets say the same), and
 *   whether it is frozen;
 * - what is said of a transaction (reference, description, metadata, status_reason, a withdrawal's
 *   destination, when a hold ends), what cash was held for that was given back (a purchase, or
 *   a withdrawal, rejected or cancelled), and the amount and wallet of a deposit that never came;
 * - whether what came back for credit came as credit or as cash, within what is owed; how much a bonus
 *   was; the terms of a credit line on which nobody drew;
 * - the input that a key stands for, or its refusal; why tokens were revoked;
 * - the newest that is gone together with all its entries and keys: transactions, quotes, credit lines,
 *   revocations.
 *
 * Against those help backups and copies outside.
 * @param entriesAtOnce entries in one statement; more is faster and takes more memory
 */
export async function verifyBook(
  manager: EntityManager,
  progress: Progress = () => undefined,
  entriesAtOnce = ENTRIES_AT_ONCE,
): Promise<IntegrityReport> {
  const [counts] = await manager.query<{ entries: string; wallets: string }[]>(
    `/* verifyCounts */ SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM wallet) AS wallets`,
  );
  const total = Number(counts?.entries ?? 0);
  const findings: Finding[] = await checkChains(manager, entriesAtOnce, (checked) =>
    progress(checked, total),
  );
  // Hash and merge alone: a planner that takes a book for smaller than it is (much written since it last
  // looked) would go through it row against row. For the rest of the snapshot's transaction.
  await manager.query(`/* verifyPlans */ SELECT set_config('enable_nestloop', 'off', true)`);
  for (const check of WHOLE_BOOK_CHECKS) findings.push(...(await findingsOf(manager, check)));
  return {
    checkedEntries: total,
    checkedWallets: Number(counts?.wallets ?? 0),
    healthy: findings.length === 0,
    findings: findings.slice(0, MOST_FINDINGS),
  };
}

function findingsOf(manager: EntityManager, { sql, known }: Check): Promise<Finding[]> {
  const parameters = known === undefined ? [] : [JSON.stringify(known)];
  return manager.query<Finding[]>(sql, [MOST_FINDINGS, ...parameters]);
}
