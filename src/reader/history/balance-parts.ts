import type { EntityManager } from 'typeorm';
import type { Amount } from '../../money/index.js';
import {
  type TransactionKind,
  type TransactionStatus,
  WALLET_ACCOUNTS,
  type WalletAccount,
} from '../../domain/index.js';
import type { AccountHead } from '../chain-heads.js';

/** What the transactions of one kind and status add to each of a wallet's accounts, in minor units. */
export interface PartTotals {
  readonly kind: TransactionKind;
  readonly status: TransactionStatus;
  /** Number of transactions. */
  readonly count: number;
  readonly amounts: Readonly<Record<WalletAccount, Amount>>;
}

/** A wallet's accounts, and for each the seq up to which its entries count. */
export type Heads = readonly Pick<AccountHead, 'accountId' | 'kind' | 'seq' | 'balance'>[];

/** For each of a wallet's accounts, the seq of the last entry that counts; 0 if none does. */
export type Seqs = Readonly<Record<WalletAccount, number>>;

/** A number for each of a wallet's accounts, as a row has them: `cash`, `held` and so on. */
export type AccountColumns = Readonly<Record<Lowercase<WalletAccount>, string>>;

interface PartRow extends AccountColumns {
  kind: TransactionKind;
  status: TransactionStatus;
  count: string;
}

/** SQL for rows `head`: $1 account ids, $2 the seqs up to which entries count. */
export const HEADS = `unnest($1::uuid[], $2::bigint[]) AS head (account_id, seq)`;
export const UP_TO_HEAD = `e.account_id = head.account_id AND e.seq <= head.seq`;

export function columnOf(kind: WalletAccount): Lowercase<WalletAccount> {
  return kind.toLowerCase() as Lowercase<WalletAccount>;
}

/**
 * SQL for the columns of the effect of one transaction's entries `e`: the sum for each account, and the phases.
 * @param which condition on the entries that count @param prefix of the columns' names
 */
export function effectSql(which = 'true', prefix = ''): string {
  const sums = WALLET_ACCOUNTS.map(
    (kind) =>
      `coalesce(sum(e.amount) FILTER (WHERE e.account_kind = '${kind}' AND ${which}), 0) AS ${prefix}${columnOf(kind)}`,
  );
  const phases = ['POST', 'RELEASE', 'REVERT'].map(
    (phase) => `bool_or(e.phase = '${phase}' AND ${which}) AS ${prefix}has_${phase.toLowerCase()}`,
  );
  return [...sums, ...phases].join(', ');
}

/**
 * SQL for the status of transaction `t` after the entries in `effect`. A transaction that was released and not posted has
 * ended, as FAILED or CANCELLED; the row says which, and says the same for good.
 */
export function statusSql(prefix = ''): string {
  return `CASE WHEN effect.${prefix}has_revert THEN 'FAILED'
                     WHEN effect.${prefix}has_post THEN 'COMPLETED'
                     WHEN effect.${prefix}has_release THEN t.status
                     ELSE 'PENDING' END`;
}

const sums = (sql: (column: string) => string): string =>
  WALLET_ACCOUNTS.map(columnOf)
    .map((column) => `${sql(column)} AS ${column}`)
    .join(', ');

/** The parts of a wallet's entries up to its heads, in no order. Reads every one of these entries. */
export async function readAllParts(manager: EntityManager, heads: Heads): Promise<PartTotals[]> {
  const rows = await manager.query<PartRow[]>(
    `/* balanceParts */
     WITH effect AS (SELECT e.transaction_id, ${effectSql()} FROM ${HEADS} JOIN entry e ON ${UP_TO_HEAD} GROUP BY e.transaction_id)
     SELECT t.kind, ${statusSql()} AS status, count(*) AS count, ${sums((column) => `sum(effect.${column})`)}
       FROM effect JOIN transaction t ON t.id = effect.transaction_id
      GROUP BY t.kind, ${statusSql()}`,
    [idsOf(heads), heads.map(({ seq }) => seq)],
  );
  return rows.map(totalsOf);
}

/**
 * What the entries after `base` up to the heads change in the parts, in no order: with `base`, the parts of `base` become
 * those of the heads. Each transaction with such entries enters its new part whole, and leaves the part in which the
 * entries up to `base` had left it. So a count can be below zero.
 *
 * Reads the entries after `base`, and for each of their transactions all of its entries.
 */
export async function readChangesSince(
  manager: EntityManager,
  base: Seqs,
  heads: Heads,
): Promise<PartTotals[]> {
  const rows = await manager.query<PartRow[]>(
    // Each LIMIT or OFFSET makes the planner look rows up one by one, even with outdated statistics.
    `/* balancePartsSince */
     WITH changed AS (
       SELECT DISTINCT e.transaction_id
         FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS head (account_id, seq, base)
        CROSS JOIN LATERAL (
               SELECT transaction_id FROM entry
                WHERE account_id = head.account_id AND seq > head.base AND seq <= head.seq
                ORDER BY seq LIMIT head.seq - head.base) e),
     moved AS (
       SELECT t.kind, ${statusSql()} AS status, ${statusSql('old_')} AS old_status, effect.*
         FROM changed
        CROSS JOIN LATERAL (SELECT * FROM transaction WHERE id = changed.transaction_id OFFSET 0) t
        CROSS JOIN LATERAL (
               SELECT ${effectSql()}, ${effectSql('e.seq <= head.base', 'old_')}, bool_or(e.seq <= head.base) AS existed
                 FROM (SELECT * FROM entry WHERE transaction_id = changed.transaction_id OFFSET 0) e
                 JOIN unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS head (account_id, seq, base) ON ${UP_TO_HEAD}
              ) effect)
     SELECT kind, status, count(*) AS count, ${sums((column) => `sum(${column})`)} FROM moved GROUP BY kind, status
      UNION ALL
     SELECT kind, old_status, -count(*), ${sums((column) => `-sum(old_${column})`)} FROM moved WHERE existed
      GROUP BY kind, old_status`,
    [idsOf(heads), heads.map(({ seq }) => seq), heads.map(({ kind }) => seqOf(base, kind))],
  );
  return rows.map(totalsOf);
}

/** The sum of parts and changes, without the parts that have become empty. */
export function sumOf(...parts: readonly PartTotals[]): PartTotals[] {
  const byPart = new Map<string, PartTotals>();
  for (const part of parts) {
    const name = `${part.kind} ${part.status}`;
    const sum = byPart.get(name);
    byPart.set(name, sum ? added(sum, part) : part);
  }
  return [...byPart.values()].filter((part) => !isEmpty(part));
}

function added(a: PartTotals, b: PartTotals): PartTotals {
  const amounts = WALLET_ACCOUNTS.map((kind) => [kind, a.amounts[kind] + b.amounts[kind]]);
  return {
    ...a,
    count: a.count + b.count,
    amounts: Object.fromEntries(amounts) as PartTotals['amounts'],
  };
}

function isEmpty({ count, amounts }: PartTotals): boolean {
  return count === 0 && Object.values(amounts).every((amount) => amount === 0n);
}

/** Whether the parts can be those of these heads: each has transactions, and they add up to each balance. */
export function addUp(parts: readonly PartTotals[], heads: Heads): boolean {
  return (
    parts.every(({ count }) => count > 0) &&
    WALLET_ACCOUNTS.every((kind) => {
      const balance = heads.find((head) => head.kind === kind)?.balance ?? 0n;
      return parts.reduce((sum, { amounts }) => sum + amounts[kind], 0n) === balance;
    })
  );
}

/** The seqs of heads. An account that does not exist yet has none. */
export function seqsOf(heads: Heads): Seqs {
  const seqs = WALLET_ACCOUNTS.map((kind) => [
    kind,
    heads.find((head) => head.kind === kind)?.seq ?? 0,
  ]);
  return Object.fromEntries(seqs) as Seqs;
}

function seqOf(seqs: Seqs, kind: AccountHead['kind']): number {
  return seqs[kind as WalletAccount]; // a constraint allows only these kinds for a wallet
}

function idsOf(heads: Heads): string[] {
  return heads.map(({ accountId }) => accountId);
}

/** Amounts by account, from the columns of a row. */
export function amountsOf(row: AccountColumns): Record<WalletAccount, Amount> {
  const amounts = WALLET_ACCOUNTS.map((kind) => [kind, BigInt(row[columnOf(kind)])]);
  return Object.fromEntries(amounts) as Record<WalletAccount, Amount>;
}

function totalsOf(row: PartRow): PartTotals {
  return {
    kind: row.kind,
    status: row.status,
    count: Number(row.count),
    amounts: amountsOf(row),
  };
}
