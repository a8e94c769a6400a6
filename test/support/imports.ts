import { uuidv7 } from 'uuidv7';
import { IMPORTER, type OpeningPart } from '../../src/domain/index.js';

/** Sends a statement of an import, in a database transaction that the caller has begun. */
export type Send = (sql: string, parameters: unknown[]) => Promise<readonly unknown[]>;

/** A line of an imported history, or an opening. Amounts in minor units; the first two are added to the balance. */
export type ImportedLine = { readonly amount: bigint; readonly at: Date } & (
  | { readonly kind: 'DEPOSIT' | 'EARNING' }
  | { readonly kind: 'WITHDRAWAL' | 'PURCHASE'; readonly status: 'PENDING' | 'COMPLETED' }
  | { readonly kind: 'ADJUSTMENT'; readonly direction: 'CREDIT' | 'DEBIT' }
  | {
      readonly kind: 'OPENING_BALANCE';
      readonly part: OpeningPart;
      readonly direction?: 'CREDIT' | 'DEBIT';
    }
);

export interface ImportedWallet {
  readonly ownerId: string;
  readonly currency: string;
  /** In the order of their times. */
  readonly lines: readonly ImportedLine[];
}

/** An amount that one line adds to an account of the wallet (+) or of the system (−), and takes from the other one. */
type Move = readonly [phase: string, from: string, to: string];

const SYSTEM = {
  ...{ DEPOSIT: 'EXTERNAL', WITHDRAWAL: 'EXTERNAL', PURCHASE: 'SALES', EARNING: 'EARNINGS' },
  ...{ ADJUSTMENT: 'ADJUSTMENTS', OPENING_BALANCE: 'OPENING' },
} as const;

function movesOf(line: ImportedLine): readonly Move[] {
  const system = SYSTEM[line.kind];
  if (line.kind === 'WITHDRAWAL' || line.kind === 'PURCHASE') {
    const hold: Move = ['HOLD', 'CASH', 'HELD'];
    return line.status === 'PENDING' ? [hold] : [hold, ['POST', 'HELD', system]];
  }
  const isDebit = 'direction' in line && line.direction === 'DEBIT';
  return [isDebit ? ['POST', 'CASH', system] : ['POST', system, 'CASH']];
}

function detailsOf(line: ImportedLine): object {
  if (line.kind === 'ADJUSTMENT') return { direction: line.direction };
  if (line.kind !== 'OPENING_BALANCE') return {};
  const origin = { source: 'users.balance', row: 'line 2' };
  return { part: line.part, direction: line.direction ?? 'CREDIT', origin };
}

/**
 * Writes a wallet with its opening and its history by plain SQL, as an import does: in one database transaction, with the
 * entries of the system in a shard that it draws.
 * @returns the wallet's id, and those of its transactions, in the order of the lines
 */
export async function importWallet(
  send: Send,
  { ownerId, currency, lines }: ImportedWallet,
): Promise<{ walletId: string; transactionIds: readonly string[] }> {
  const walletId = uuidv7();
  await send(
    `INSERT INTO wallet (id, owner_id, currency, name, owner_number, status, created_at)
     VALUES ($1, $2, $3, 'main', 1, 'ACTIVE', $4)`,
    [walletId, ownerId, currency, lines[0]?.at ?? new Date()],
  );
  const [drawn] = (await send(`SELECT nextval('import_shard')::int AS shard`, [])) as [
    { shard: number },
  ];
  const chains = new Chains(send, { walletId, currency, shard: drawn.shard });
  const transactionIds = [];
  for (const line of lines) {
    const id = await writeTransaction(send, { walletId, currency }, line);
    for (const [phase, from, to] of movesOf(line)) {
      chains.add(from, { id, phase, amount: -line.amount, at: line.at });
      chains.add(to, { id, phase, amount: line.amount, at: line.at });
    }
    transactionIds.push(id);
  }
  await chains.write();
  return { walletId, transactionIds };
}

async function writeTransaction(
  send: Send,
  { walletId, currency }: { walletId: string; currency: string },
  line: ImportedLine,
): Promise<string> {
  const id = uuidv7();
  const beginsPending = 'status' in line;
  await send(
    `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, details, initiated_by, created_at, completed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, line.kind, beginsPending ? 'PENDING' : 'COMPLETED', currency, String(line.amount)],
      ...[walletId, JSON.stringify(detailsOf(line)), IMPORTER, line.at],
      beginsPending ? null : line.at,
    ],
  );
  if (beginsPending && line.status === 'COMPLETED')
    await send(
      `UPDATE transaction SET status = 'COMPLETED', completed_at = $2, status_changed_at = $2, status_changed_by = $3
        WHERE id = $1`,
      [id, line.at, IMPORTER],
    );
  return id;
}

interface EntryOf {
  readonly id: string;
  readonly phase: string;
  readonly amount: bigint;
  readonly at: Date;
}

/** The chains of a new wallet, and those of the system in a new shard. */
class Chains {
  readonly #entries = new Map<string, EntryOf[]>();

  constructor(
    private readonly send: Send,
    private readonly of: { walletId: string; currency: string; shard: number },
  ) {}

  add(account: string, entry: EntryOf): void {
    this.#entries.set(account, [...(this.#entries.get(account) ?? []), entry]);
  }

  /** Writes the accounts, and all entries in one statement: each phase of a transaction has to sum to zero. */
  async write(): Promise<void> {
    const { walletId, currency, shard } = this.of;
    const rows = [];
    for (const [kind, entries] of this.#entries) {
      const isOfWallet = ['CASH', 'HELD'].includes(kind);
      const id = uuidv7();
      await this.send(
        `INSERT INTO account (id, wallet_id, kind, currency, shard) VALUES ($1, $2, $3, $4, $5)`,
        [id, isOfWallet ? walletId : null, kind, currency, isOfWallet ? 0 : shard],
      );
      let balance = 0n;
      for (const [index, entry] of entries.entries()) {
        balance += entry.amount;
        rows.push({
          ...{ account_id: id, seq: index + 1, account_kind: kind, transaction_id: entry.id },
          ...{ phase: entry.phase, amount: String(entry.amount), balance: String(balance) },
          created_at: entry.at,
        });
      }
    }
    await this.send(
      `INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
       SELECT * FROM jsonb_to_recordset($1) AS e (account_id uuid, seq bigint, account_kind text, transaction_id uuid,
                phase text, amount numeric, balance numeric, created_at timestamptz)`,
      [JSON.stringify(rows)],
    );
  }
}
