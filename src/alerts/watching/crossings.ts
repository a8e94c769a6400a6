import type { MonitorKind } from '../../domain/index.js';
import type { Amount } from '../../money/index.js';

/** An entry of a wallet's cash: its balance is what is available in the wallet from then on. */
export interface CashEntry {
  readonly seq: number;
  readonly transactionId: string;
  readonly phase: string;
  readonly amount: Amount;
  readonly balance: Amount;
  readonly at: Date;
}

/** What a transaction did to a wallet's cash in one phase: the entries of it that follow each other. */
export interface CashLine {
  /** Of its last entry. */
  readonly seq: number;
  readonly transactionId: string;
  readonly at: Date;
  readonly before: Amount;
  readonly after: Amount;
}

/** The lines of entries that follow each other in a chain, the last of which is complete. @param before the balance before them */
export function cashLinesOf(entries: readonly CashEntry[], before: Amount): CashLine[] {
  const lines: CashLine[] = [];
  let start = before;
  entries.forEach(({ seq, transactionId, phase, balance, at }, index) => {
    const next = entries[index + 1];
    if (next?.transactionId === transactionId && next.phase === phase) return;
    lines.push({ seq, transactionId, at, before: start, after: balance });
    start = balance;
  });
  return lines;
}

/** Something that a monitor of a balance sees: its bound was crossed, or the balance came back. */
export interface BalanceTurn {
  readonly type: 'crossed' | 'back';
  readonly line: CashLine;
}

/** Whether a balance is beyond the bound of such a monitor. */
export function isBeyond(kind: MonitorKind, bound: Amount, balance: Amount): boolean {
  return kind === 'BALANCE_BELOW' ? balance < bound : balance > bound;
}

/** The turns of a balance, in the order of its lines. What is within one line, between its entries, is no balance. */
export function balanceTurns(
  kind: MonitorKind,
  bound: Amount,
  lines: readonly CashLine[],
): BalanceTurn[] {
  return lines.flatMap((line): BalanceTurn[] => {
    const was = isBeyond(kind, bound, line.before);
    const is = isBeyond(kind, bound, line.after);
    return was === is ? [] : [{ type: is ? 'crossed' : 'back', line }];
  });
}

/** A crossing of the bound on what leaves a wallet within a time. */
export interface VelocityTurn {
  readonly line: CashLine;
  /** What left the wallet within the time, with this line. */
  readonly sum: Amount;
}

/**
 * The lines by which what left a wallet within a time came to be more than the bound. What leaves it again before the sum has
 * fallen to the bound crosses nothing. Money that comes back is not subtracted.
 * @param earlier lines before the others that can lie within the time
 */
export function velocityTurns(
  bound: Amount,
  seconds: number,
  earlier: readonly CashLine[],
  lines: readonly CashLine[],
): VelocityTurn[] {
  const window = earlier.filter((line) => outOf(line) > 0n);
  let sum = window.reduce((total, line) => total + outOf(line), 0n);
  let first = 0;
  const turns: VelocityTurn[] = [];
  for (const line of lines) {
    const out = outOf(line);
    if (out === 0n) continue;
    const since = line.at.getTime() - seconds * 1_000;
    for (; first < window.length; first += 1) {
      const oldest = window[first];
      if (!oldest || oldest.at.getTime() > since) break;
      sum -= outOf(oldest);
    }
    if (sum <= bound && sum + out > bound) turns.push({ line, sum: sum + out });
    sum += out;
    window.push(line);
  }
  return turns;
}

/** What leaves the wallet by a line; zero if money comes in. */
function outOf({ before, after }: CashLine): Amount {
  return after < before ? before - after : 0n;
}
