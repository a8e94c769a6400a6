import type { Client } from 'pg';
import { groupBy } from '../../support/random-history.js';

/** An entry of the book as a row. Minor units, milliseconds. */
export interface BookEntry {
  readonly at: number;
  readonly currency: string;
  /** null: an account of a wallet. */
  readonly system: string | null;
  readonly walletId: string | null;
  readonly transactionId: string;
  readonly kind: string;
  readonly phase: string;
  readonly amount: bigint;
}

/** All entries of the book by a plain SELECT. */
export async function bookEntries(owner: Client): Promise<BookEntry[]> {
  const { rows } = await owner.query<
    Omit<BookEntry, 'at' | 'amount'> & { at: Date; amount: string }
  >(
    `SELECT e.created_at AS at, a.currency, CASE WHEN a.wallet_id IS NULL THEN a.kind END AS system,
            a.wallet_id AS "walletId", t.id AS "transactionId", t.kind, e.phase, e.amount
       FROM entry e JOIN account a ON a.id = e.account_id JOIN transaction t ON t.id = e.transaction_id`,
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime(), amount: BigInt(row.amount) }));
}

/** Spreads the entries of a young book over so many days of the past, in their order. The book is spoilt by it. */
export async function spreadOver(owner: Client, days: number): Promise<void> {
  await owner.query(`SET session_replication_role = replica`);
  await owner.query(
    `WITH book AS (SELECT min(created_at) AS first, max(created_at) AS last FROM entry)
     UPDATE entry SET created_at = book.last - (book.last - created_at) * ($1 * 86400 / extract(epoch FROM book.last - book.first))
       FROM book`,
    [days],
  );
  await owner.query(`SET session_replication_role = origin`);
}

export const sumOf = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((sum, amount) => sum + amount, 0n);

/** What these entries say of the kinds of transactions: a second statement of what a flow is. By name. */
export function kindsOf(entries: readonly BookEntry[]) {
  return [...groupBy(entries, ({ kind }) => kind)]
    .map(([kind, own]) => {
      const steps = [...groupBy(own, ({ transactionId, phase }) => `${transactionId} ${phase}`)];
      const flows = steps.map(([, step]) => {
        const ofWallets = step.filter(({ walletId }) => walletId !== null);
        const nets = [...groupBy(ofWallets, ({ walletId }) => walletId ?? '')].map(
          ([, entriesOf]) => sumOf(entriesOf.map(({ amount }) => amount)),
        );
        const received = sumOf(nets.filter((net) => net > 0n));
        const given = -sumOf(nets.filter((net) => net < 0n));
        const moved = received < given ? received : given;
        return { moneyIn: received - moved, moneyOut: moved - given, moved };
      });
      return {
        kind,
        transactions: new Set(own.map(({ transactionId }) => transactionId)).size,
        moneyIn: sumOf(flows.map(({ moneyIn }) => moneyIn)),
        moneyOut: sumOf(flows.map(({ moneyOut }) => moneyOut)),
        moved: sumOf(flows.map(({ moved }) => moved)),
      };
    })
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** What was added to a system account and taken from it. */
export function systemFlowOf(entries: readonly BookEntry[], name: string) {
  const amounts = entries.filter(({ system }) => system === name).map(({ amount }) => amount);
  return {
    credits: sumOf(amounts.filter((amount) => amount > 0n)),
    debits: -sumOf(amounts.filter((amount) => amount < 0n)),
  };
}
