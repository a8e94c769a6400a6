import type { EntityManager } from 'typeorm';
import type { TransactionKind } from '../../domain/index.js';
import type { Amount } from '../../money/index.js';
import type { LocalDay } from '../local-days.js';

/** What transactions of one kind moved, in minor units. */
export interface KindFlow {
  readonly kind: TransactionKind;
  /** Those that wrote entries. One that wrote on several days counts on each of them. */
  readonly transactions: number;
  /** What came to wallets from system accounts. */
  readonly moneyIn: Amount;
  /** What went from wallets to system accounts; negative or zero. */
  readonly moneyOut: Amount;
  /** What went from wallets to wallets. */
  readonly moved: Amount;
}

/** What entries added to a system account and took from it, both without a sign. Minor units. */
export interface SystemFlow {
  readonly name: string;
  readonly debits: Amount;
  readonly credits: Amount;
}

/** What happened in one currency on one day, or on all of them together. */
export interface Flows {
  readonly kinds: readonly KindFlow[];
  readonly systemAccounts: readonly SystemFlow[];
}

/** What happened in each currency on each day. */
interface FlowsOfPeriod {
  /** Those with an entry. */
  readonly currencies: ReadonlySet<string>;
  /** Kinds and accounts by name. @param day by its index; undefined: all days together */
  of(currency: string, day?: number): Flows;
}

interface FlowRow {
  readonly currency: string;
  /** The number of the day, from 1. null: all days. */
  readonly day: number | null;
  readonly kind: TransactionKind | null;
  readonly account: string | null;
  readonly transactions: string | null;
  /** moneyIn and the opposite of moneyOut of a kind; credits and debits of a system account. */
  readonly plus: string;
  readonly minus: string;
  readonly moved: string | null;
}

/**
 * Reads the entries of a period, each once. A phase of a transaction is one step: what its wallets received and gave in it,
 * each wallet over all its accounts, so that a hold moves nothing. As much as was both received and given has gone from
 * wallets to wallets.
 * @param days those of the period: they meet
 */
export async function readFlows(
  manager: EntityManager,
  currencies: readonly string[],
  days: readonly LocalDay[],
): Promise<FlowsOfPeriod> {
  const rows = await manager.query<FlowRow[]>(
    `/* treasuryFlows */
     WITH step AS MATERIALIZED (
       SELECT a.currency, width_bucket(e.created_at, $2::timestamptz[]) AS day, e.transaction_id, e.phase, a.wallet_id,
              CASE WHEN a.wallet_id IS NULL THEN a.kind END AS account,
              coalesce(sum(e.amount) FILTER (WHERE e.amount > 0), 0) AS plus,
              coalesce(-sum(e.amount) FILTER (WHERE e.amount < 0), 0) AS minus
         FROM entry e JOIN account a ON a.id = e.account_id
        WHERE e.created_at >= $3 AND e.created_at < $4 AND a.currency = ANY($1)
        GROUP BY 1, 2, 3, 4, 5, 6),
     ofwallets AS (
       SELECT currency, day, transaction_id, phase,
              coalesce(sum(plus - minus) FILTER (WHERE wallet_id IS NOT NULL AND plus > minus), 0) AS received,
              coalesce(sum(minus - plus) FILTER (WHERE wallet_id IS NOT NULL AND minus > plus), 0) AS given
         FROM step GROUP BY 1, 2, 3, 4)
     SELECT w.currency, w.day, t.kind, NULL AS account, count(DISTINCT w.transaction_id) AS transactions,
            sum(w.received - least(w.received, w.given))::text AS plus,
            sum(w.given - least(w.received, w.given))::text AS minus, sum(least(w.received, w.given))::text AS moved
       FROM ofwallets w JOIN transaction t ON t.id = w.transaction_id
      GROUP BY GROUPING SETS ((w.currency, w.day, t.kind), (w.currency, t.kind))
      UNION ALL
     SELECT currency, day, NULL, account, NULL, sum(plus)::text, sum(minus)::text, NULL
       FROM step WHERE account IS NOT NULL
      GROUP BY GROUPING SETS ((currency, day, account), (currency, account))
      ORDER BY 1, 2, 3, 4`,
    [currencies, days.map(({ from }) => from), days[0]?.from, days.at(-1)?.to],
  );
  const found = new Map<string, { kinds: KindFlow[]; systemAccounts: SystemFlow[] }>();
  for (const row of rows) {
    const name = nameOf(row.currency, row.day);
    const flows = found.get(name) ?? { kinds: [], systemAccounts: [] };
    found.set(name, flows);
    if (row.kind === null) flows.systemAccounts.push(systemFlowOf(row));
    else flows.kinds.push(kindFlowOf(row.kind, row));
  }
  return {
    currencies: new Set(rows.map(({ currency }) => currency)),
    of: (currency, day) =>
      found.get(nameOf(currency, day === undefined ? null : day + 1)) ?? NOTHING,
  };
}

const NOTHING: Flows = { kinds: [], systemAccounts: [] };

function nameOf(currency: string, day: number | null): string {
  return `${currency} ${day ?? ''}`;
}

function kindFlowOf(kind: TransactionKind, row: FlowRow): KindFlow {
  return {
    kind,
    transactions: Number(row.transactions),
    moneyIn: BigInt(row.plus),
    moneyOut: -BigInt(row.minus),
    moved: BigInt(row.moved ?? 0),
  };
}

function systemFlowOf({ account, plus, minus }: FlowRow): SystemFlow {
  return { name: account ?? '', credits: BigInt(plus), debits: BigInt(minus) };
}
