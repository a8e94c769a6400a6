import type { EntityManager } from 'typeorm';
import type { MonitorKind } from '../../domain/index.js';
import type { Watch } from '../../movements/index.js';
import type { Amount, Currency } from '../../money/index.js';
import type { CashEntry } from './crossings.js';

/** A monitor that watches, as the round reads it. */
export interface Watched extends Watch {
  readonly kind: MonitorKind;
  readonly walletId: string | null;
  /** null: its kind takes no amount. */
  readonly bound: Amount | null;
  /** The currency of the amount. */
  readonly currency: Pick<Currency, 'code' | 'digits'> | null;
  readonly seconds: number | null;
  readonly alerts: number;
  readonly currentAlert: string | null;
}

/** A monitor of a wallet's cash, and the part of its chain that is to be looked at. */
export interface WatchedChain extends Watched {
  /** null: the wallet has no cash yet. */
  readonly accountId: string | null;
  /** The entry at which its watch began. */
  readonly afterSeq: number;
  /** The last entry that was looked at. */
  readonly seq: number;
  /** Whether nothing of this watch was looked at yet. */
  readonly isNew: boolean;
  /** When its watch began. */
  readonly beganAt: Date;
}

interface Row {
  readonly monitorId: string;
  readonly afterCommit: string;
  readonly kind: MonitorKind;
  readonly walletId: string | null;
  readonly bound: string | null;
  readonly seconds: string | null;
  readonly alerts: string;
  readonly currentAlert: string | null;
  readonly code: string | null;
  readonly digits: number | null;
}

const COLUMNS = `m.id AS "monitorId", m.after_commit AS "afterCommit", m.watches AS kind, m.wallet_id AS "walletId", m.amount AS bound,
            m.seconds, m.alerts, m.current_alert AS "currentAlert", c.code, c.digits`;

function watchedOf(row: Row): Watched {
  const { monitorId, kind, walletId, currentAlert, code, digits } = row;
  return {
    ...{ monitorId, kind, walletId, currentAlert },
    afterCommit: Number(row.afterCommit),
    bound: row.bound === null ? null : BigInt(row.bound),
    currency: code === null || digits === null ? null : { code, digits },
    seconds: row.seconds === null ? null : Number(row.seconds),
    alerts: Number(row.alerts),
  };
}

/** The kinds of which a monitor watches. */
export async function kindsWatched(manager: EntityManager): Promise<ReadonlySet<MonitorKind>> {
  const rows = await manager.query<{ watches: MonitorKind }[]>(
    `/* kindsWatched */ SELECT DISTINCT watches FROM monitor WHERE status = 'ACTIVE'`,
  );
  return new Set(rows.map(({ watches }) => watches));
}

/** The monitors of these kinds that watch. */
export async function readWatched(
  manager: EntityManager,
  kinds: readonly MonitorKind[],
): Promise<Watched[]> {
  const rows = await manager.query<Row[]>(
    `/* watchedMonitors */
     SELECT ${COLUMNS} FROM monitor m LEFT JOIN currency c ON c.code = m.currency
      WHERE m.status = 'ACTIVE' AND m.watches = ANY ($1::text[]) ORDER BY m.position`,
    [kinds],
  );
  return rows.map(watchedOf);
}

/** Kinds that follow the cash of a wallet. */
export const OF_CHAINS: readonly MonitorKind[] = [
  'BALANCE_BELOW',
  'BALANCE_ABOVE',
  'VELOCITY_ABOVE',
];

/** At most `limit` monitors of wallets' cash that have something to look at, in the order of ids. @param after the last id of the page before */
export async function readChangedChains(
  manager: EntityManager,
  limit: number,
  after: string,
): Promise<WatchedChain[]> {
  const rows = await manager.query<
    (Row &
      Pick<WatchedChain, 'accountId' | 'isNew' | 'beganAt'> & { afterSeq: string; seq: string })[]
  >(
    `/* changedChains */
     SELECT ${COLUMNS}, m."accountId", m.after_seq AS "afterSeq", m.seq, m."isNew",
            coalesce(m.changed_at, m.created_at) AS "beganAt"
       FROM (SELECT m.*, a.id AS "accountId", p.after_commit IS DISTINCT FROM m.after_commit AS "isNew",
                    CASE WHEN p.after_commit = m.after_commit THEN p.seq ELSE m.after_seq END AS seq
               FROM monitor m
               LEFT JOIN monitor_place p ON p.monitor_id = m.id
               LEFT JOIN account a ON a.wallet_id = m.wallet_id AND a.kind = 'CASH'
              WHERE m.status = 'ACTIVE' AND m.watches = ANY ($1::text[])) m
       LEFT JOIN currency c ON c.code = m.currency
      WHERE m.id > $3::uuid
        AND (m."isNew" OR EXISTS (SELECT FROM entry e WHERE e.account_id = m."accountId" AND e.seq = m.seq + 1))
      ORDER BY m.id LIMIT $2`,
    [OF_CHAINS, limit, after],
  );
  return rows.map((row) => ({
    ...watchedOf(row),
    accountId: row.accountId,
    isNew: row.isNew,
    beganAt: row.beganAt,
    afterSeq: Number(row.afterSeq),
    seq: Number(row.seq),
  }));
}

interface EntryRow {
  readonly seq: string;
  readonly transactionId: string;
  readonly phase: string;
  readonly amount: string;
  readonly balance: string;
  readonly at: Date;
}

const ENTRY = `e.seq, e.transaction_id AS "transactionId", e.phase, e.amount, e.balance, e.created_at AS at`;

function entryOf(row: EntryRow): CashEntry {
  const { transactionId, phase, at } = row;
  return {
    ...{ transactionId, phase, at },
    seq: Number(row.seq),
    amount: BigInt(row.amount),
    balance: BigInt(row.balance),
  };
}

/** At most `limit` entries of each chain from its `seq` on, that one included, by the monitor's id. */
export async function readEntriesFrom(
  manager: EntityManager,
  chains: readonly Pick<WatchedChain, 'monitorId' | 'accountId' | 'seq'>[],
  limit: number,
): Promise<ReadonlyMap<string, CashEntry[]>> {
  const rows = await manager.query<(EntryRow & { monitorId: string })[]>(
    `/* entriesOfWatched */
     SELECT w.id AS "monitorId", ${ENTRY}
       FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS w (id, account_id, seq)
      CROSS JOIN LATERAL (SELECT * FROM entry e WHERE e.account_id = w.account_id AND e.seq >= w.seq
                           ORDER BY e.seq LIMIT $4) e
      ORDER BY w.id, e.seq`,
    [
      chains.map((chain) => chain.monitorId),
      chains.map((chain) => chain.accountId),
      chains.map((chain) => chain.seq),
      limit,
    ],
  );
  const found = new Map<string, CashEntry[]>();
  for (const row of rows) {
    const entries = found.get(row.monitorId) ?? [];
    entries.push(entryOf(row));
    found.set(row.monitorId, entries);
  }
  return found;
}

/** Entries of a chain up to one, back to the first at or before a time, or to the beginning of the watch. Oldest first. */
export async function readEntriesSince(
  manager: EntityManager,
  { accountId, afterSeq }: Pick<WatchedChain, 'accountId' | 'afterSeq'>,
  upTo: number,
  since: Date,
): Promise<CashEntry[]> {
  const entries: CashEntry[] = [];
  for (let last = upTo; last > afterSeq;) {
    const rows = await manager.query<EntryRow[]>(
      `/* entriesBefore */
       SELECT ${ENTRY} FROM entry e
        WHERE e.account_id = $1 AND e.seq > $2 AND e.seq <= $3 ORDER BY e.seq DESC LIMIT 1000`,
      [accountId, afterSeq, last],
    );
    for (const row of rows) {
      const entry = entryOf(row);
      entries.push(entry);
      if (entry.at <= since) return entries.reverse();
    }
    last = (entries.at(-1)?.seq ?? 0) - 1;
  }
  return entries.reverse();
}

/** Notes how far monitors are. It may be behind, never ahead: what is seen twice is raised once. */
export async function writePlaces(
  manager: EntityManager,
  places: readonly (Watch & { readonly seq: number })[],
): Promise<void> {
  if (places.length === 0) return;
  await manager.query(
    `/* monitorPlaces */
     INSERT INTO monitor_place (monitor_id, after_commit, seq)
     SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[])
     ON CONFLICT (monitor_id) DO UPDATE SET after_commit = excluded.after_commit, seq = excluded.seq`,
    [
      places.map((place) => place.monitorId),
      places.map((place) => place.afterCommit),
      places.map((place) => place.seq),
    ],
  );
}
