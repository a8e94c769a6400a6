import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { OpeningPart } from '../../src/domain/index.js';
import { CREATE_INCOMING, writeIncoming } from '../../src/ledger/index.js';

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

function detailsOf(line: ImportedLine): object {
  if (line.kind === 'ADJUSTMENT') return { direction: line.direction };
  if (line.kind !== 'OPENING_BALANCE') return {};
  const origin = { source: 'users.balance', row: 'line 2' };
  return { part: line.part, direction: line.direction ?? 'CREDIT', origin };
}

/**
 * Writes a wallet with its opening and its history as an import does, by the ledger's own writer.
 * @returns the wallet's id, and those of its transactions, in the order of the lines
 */
export async function importWallet(
  send: Send,
  { ownerId, currency, lines }: ImportedWallet,
): Promise<{ walletId: string; transactionIds: readonly string[] }> {
  for (const statement of CREATE_INCOMING)
    await send(statement.replace('CREATE TEMP TABLE', 'CREATE TEMP TABLE IF NOT EXISTS'), []);
  const batch = Math.floor(Math.random() * 1e9);
  const walletId = uuidv7();
  const holds = lines.some(({ kind }) => kind === 'WITHDRAWAL' || kind === 'PURCHASE');
  await send(
    `INSERT INTO pg_temp.incoming_wallet
       (batch, n, owner_id, currency, name, owner_number, metadata, began, is_open, wallet_id, cash_id, held_id)
     VALUES ($1, 1, $2, $3, 'main', 1, '{}', $4, false, $5, $6, $7)`,
    [...[batch, ownerId, currency, lines[0]?.at, walletId, uuidv7()], holds ? uuidv7() : null],
  );
  const transactionIds = [];
  for (const [index, line] of lines.entries()) {
    const id = uuidv7();
    const takes = 'direction' in line && line.direction === 'DEBIT';
    await send(
      `INSERT INTO pg_temp.incoming_transaction (batch, n, ord, id, kind, status, amount, at, details)
       VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[batch, index, id, line.kind, 'status' in line ? line.status : 'COMPLETED'],
        ...[String(takes ? -line.amount : line.amount), line.at, JSON.stringify(detailsOf(line))],
      ],
    );
    transactionIds.push(id);
  }
  const manager = { query: send } as unknown as EntityManager;
  const inputHash = Buffer.alloc(32);
  await writeIncoming(manager, {
    batch,
    key: randomUUID(),
    inputHash,
    isPast: true,
    isAlone: false,
  });
  return { walletId, transactionIds };
}
