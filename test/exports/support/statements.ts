import type { Balance, TransactionKind } from '../../../src/domain/index.js';
import type {
  Statement,
  StatementLine,
  StatementTotal,
} from '../../../src/exports/statement/statement.js';

/** What a test says of a line. The rest follows from its place. */
export type LineInput = Partial<Omit<StatementLine, 'balance'>>;

/** A statement in USD whose lines add up. */
export function statementOf(
  inputs: readonly LineInput[],
  { opening = 100_000n, ...more }: { opening?: bigint } & Partial<Omit<Statement, 'opening'>> = {},
): { statement: Statement; lines: StatementLine[] } {
  let balance = opening;
  const totals = new Map<
    TransactionKind,
    { -readonly [K in keyof StatementTotal]: StatementTotal[K] }
  >();
  const lines = inputs.map((input, at): StatementLine => {
    const line = { ...defaultLine(at), ...input };
    balance += line.amount;
    const total = totals.get(line.kind) ?? { kind: line.kind, count: 0, moneyIn: 0n, moneyOut: 0n };
    total.count++;
    if (line.amount > 0n) total.moneyIn += line.amount;
    else total.moneyOut += line.amount;
    totals.set(line.kind, total);
    return { ...line, balance };
  });
  const statement = {
    wallet: {
      ...{ id: 'wal_01k9abcdefghjkmnpqrstvwxyz', ownerId: 'ann', name: 'main' },
      ...{ displayName: 'Everyday money', currency: 'USD', digits: 2 },
    },
    from: new Date('2026-10-01T00:00:00Z'),
    to: new Date('2026-11-01T00:00:00Z'),
    timeZone: 'UTC',
    asOf: new Date('2026-11-27T13:03:22Z'),
    opening: balanceOf(opening),
    closing: balanceOf(balance),
    totals: [...totals.values()],
    ...more,
  };
  return { statement, lines };
}

export const balanceOf = (total: bigint): Balance => ({
  ...{ available: total, spendable: total, held: 0n, cash: total, credit: 0n, total, owed: 0n },
  ...{ currency: 'USD', version: 1 },
});

function defaultLine(at: number): Omit<StatementLine, 'balance'> {
  return {
    at: new Date(Date.UTC(2026, 9, 1) + at * 60_000),
    effectiveAt: null,
    kind: 'TRANSFER',
    status: 'COMPLETED',
    transactionId: `txn_${String(at).padStart(26, '0')}`,
    amount: at % 2 === 0 ? 1_000n : -500n,
    reference: null,
    description: null,
    counterparty: null,
  };
}

/** The lines some at a time, as the book gives them. */
export async function* someAtATime<T>(
  lines: readonly T[],
  size = 100,
): AsyncIterable<readonly T[]> {
  for (let at = 0; at < lines.length; at += size) {
    await Promise.resolve();
    yield lines.slice(at, at + size);
  }
}
