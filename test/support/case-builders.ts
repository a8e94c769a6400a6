import type { Refusal, WalletStatus } from '../../src/domain/index.js';
import type { Viewer } from '../../src/domain/viewer.js';
import type { Changes, Locks, Movement, Transaction, Wallet } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import type { MoneyInput } from '../../src/movements/index.js';
import { ADMIN, money, reason } from './inputs.js';
import { NOW, Rows, stored } from './locked-state.js';

/** The parts of a case that a test varies. By default the movement succeeds. */
export interface How {
  readonly by?: Viewer;
  /** The status of the wallet that the movement is about. */
  readonly status?: WalletStatus;
  readonly amount?: MoneyInput;
}

/** A movement that was decided: the rows before it, its locks and its decision. */
export interface DecidedCase {
  readonly rows: Rows;
  readonly locks: Locks;
  readonly decided: Changes | Refusal;
}

export interface MovementCase {
  readonly mutation: string;
  readonly decide: (how: How) => DecidedCase;
}

export function ofWallet<I>(
  movement: Movement<I>,
  input: (wallet: Wallet, amount: MoneyInput, rows: Rows) => I,
): MovementCase {
  const decide = ({ by = ADMIN, status = 'ACTIVE', amount = money('1') }: How): DecidedCase => {
    const rows = new Rows();
    const wallet = rows.wallet('owner', 'USD', { CASH: 500n, CREDIT: 100n, OWED: -100n }, status);
    rows.creditLines.set(wallet.id, { approved: true, limit: 10_000n, seq: 1 });
    return decideIn(movement, input(wallet, amount, rows), by, rows);
  };
  return { mutation: movement.name, decide };
}

export function ofTransaction<I>(
  movement: Movement<I>,
  kind: Transaction['kind'],
  transactionStatus: Transaction['status'],
  input: (transaction: Transaction, amount: MoneyInput, rows: Rows) => I,
  more: Partial<Transaction> = {},
): MovementCase {
  const decide = ({ by = ADMIN, status = 'ACTIVE', amount = money('1') }: How): DecidedCase => {
    const { rows, transaction } = stored(kind, transactionStatus, more, status);
    return decideIn(movement, input(transaction, amount, rows), by, rows);
  };
  return { mutation: movement.name, decide };
}

export function dueHold(kind: 'WITHDRAWAL' | 'PURCHASE'): MovementCase {
  return ofTransaction(movements.expireHold, kind, 'PENDING', transactionOnly, {
    expiresAt: NOW,
  });
}

/** Decides a movement over these rows. Of several lines it decides the first. */
export function decideIn<I>(movement: Movement<I>, input: I, by: Viewer, rows: Rows): DecidedCase {
  const locks = movement.locks(input);
  const decision = movement.decide(input, by, rows.state());
  if (!('lines' in decision)) return { rows, locks, decided: decision };
  const first = decision.lines[0];
  if (!first) throw new Error(`${movement.name} has no lines`);
  return { rows, locks, decided: first() };
}

export function transactionOnly({ id }: Transaction): { transactionId: string } {
  return { transactionId: id };
}

export function withReason({ id }: Transaction): { transactionId: string; reason: string } {
  return { transactionId: id, reason };
}

export function withAmount(
  { id }: Transaction,
  amount: MoneyInput,
): { transactionId: string; amount: MoneyInput; reason: string } {
  return { transactionId: id, amount, reason };
}
