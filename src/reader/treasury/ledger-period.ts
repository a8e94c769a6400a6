import type { EntityManager } from 'typeorm';
import type { PeriodBound } from '../../domain/index.js';
import { readMoments } from '../local-dates.js';
import { InputError } from '../pages/page.js';
import { readCurrencies } from '../permanent/currencies.js';

/** What a general ledger is of, as it is asked for. */
export interface LedgerRequest {
  /** undefined: the beginning of the book. */
  readonly from: PeriodBound | undefined;
  /** undefined: now. */
  readonly to: PeriodBound | undefined;
  /** The name of a time zone (`isZoneName`). */
  readonly timeZone: string;
  /** undefined: every currency with an entry. */
  readonly currency: string | undefined;
}

/** The period of a general ledger, and its currencies. */
export interface LedgerPeriod {
  /** Inclusive. undefined: the beginning of the book. */
  readonly from: Date | undefined;
  /** Exclusive: what was asked for, or the moment up to which all commits are visible, if that is earlier. */
  readonly to: Date;
  /** By code. */
  readonly currencies: readonly { readonly code: string; readonly digits: number }[];
}

/**
 * Reads the period of a general ledger. Nothing is added to it later, but by imports. A snapshot that begins later shows all of it.
 * @param settledAt the moment up to which the snapshot shows everything
 * @throws InputError if the period is empty or begins in the future, or the book does not have the currency
 */
export async function readLedgerPeriod(
  manager: EntityManager,
  { from: first, to: last, timeZone, currency }: LedgerRequest,
  settledAt: Date,
): Promise<LedgerPeriod> {
  const [from, asked] = (await readMoments(
    manager,
    [first ?? new Date(0), last ?? settledAt],
    timeZone,
  )) as [Date, Date];
  if (from >= asked) throw new InputError('from must be before to: the period is empty.');
  const to = asked < settledAt ? asked : settledAt;
  if (from >= to)
    throw new InputError(
      `from must be before ${settledAt.toISOString()}: the book does not know yet what happens later.`,
    );
  const codes = currency === undefined ? await readUsedCodes(manager) : [currency];
  const currencies = await readCurrencies(manager, codes);
  if (currency !== undefined && currencies.length === 0)
    throw new InputError(
      `The book does not have the currency ${currency}. Ask for currencies to see those that it has.`,
    );
  return {
    from: first === undefined ? undefined : from,
    to,
    currencies: currencies
      .map(({ code, digits }) => ({ code, digits }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

/** The currencies with an entry: an account of a wallet begins with its first one. */
async function readUsedCodes(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ currency: string }[]>(
    `/* usedCurrencies */
     SELECT DISTINCT currency FROM account a
      WHERE wallet_id IS NOT NULL OR EXISTS (SELECT FROM entry e WHERE e.account_id = a.id)`,
  );
  return rows.map(({ currency }) => currency);
}
