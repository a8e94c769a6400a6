import type { EntityManager } from 'typeorm';
import type { PeriodBound } from '../../domain/index.js';
import type { Amount } from '../../money/index.js';
import { justBefore, readSystemBalancesAt, type SystemBalance } from '../chain-heads-at.js';
import { readMoments } from '../local-dates.js';
import { type LocalDay, type LocalPeriod, readLocalDays } from '../local-days.js';
import { InputError } from '../pages/page.js';
import { readAllCurrencies, readCurrencies } from '../permanent/currencies.js';
import { readAllSystemAccounts } from '../permanent/system-accounts.js';
import { type Flows, type KindFlow, readFlows, type SystemFlow } from './flows.js';

/** The most local days of a report. */
const MAX_DAYS = 400;
/** The most days of all currencies together. */
const MAX_CURRENCY_DAYS = 2_000;

/** What a treasury report is of, as a client asks for it. */
export interface TreasuryPeriod {
  readonly from: PeriodBound;
  readonly to: PeriodBound;
  /** The name of a time zone (`isZoneName`). */
  readonly timeZone: string;
  /** undefined: all currencies with an entry before the end. */
  readonly currency: string | undefined;
}

/** What happened to a system account in a period, in minor units: `opening` + `credits` - `debits` = `closing`. */
export interface SystemAccountPeriod extends SystemFlow {
  readonly opening: Amount;
  readonly closing: Amount;
}

/** What happened in one currency on a day, or in the whole period. */
export interface CurrencyPeriod {
  readonly currency: string;
  /** Everything that members owned, minus what they owed: `opening` with every `moneyIn` and `moneyOut` is `closing`. */
  readonly opening: Amount;
  readonly closing: Amount;
  readonly kinds: readonly KindFlow[];
  /** Those with an entry in this currency before the end. */
  readonly systemAccounts: readonly SystemAccountPeriod[];
}

/** What happened in one currency on a local day. */
export type CurrencyDay = CurrencyPeriod & LocalDay;

/** What happened in one currency, by days. */
export interface CurrencyReport extends CurrencyPeriod {
  readonly days: readonly CurrencyDay[];
}

export interface TreasuryReport extends LocalPeriod {
  /**
   * The moment before which everything is counted, and from which on nothing: `to`, or the moment up to which all commits
   * are visible, if that is earlier.
   */
  readonly asOf: Date;
  readonly currencies: readonly CurrencyReport[];
}

/**
 * Reads what happened to the money of a period. The openings come from the chains of the system accounts, and everything
 * else from the entries of the period. The cost grows with the number of these.
 * @param settledAt the moment up to which the snapshot shows everything
 * @throws InputError if the period is empty, begins in the future or is too long, or the book does not have the currency
 */
export async function readTreasuryReport(
  manager: EntityManager,
  period: TreasuryPeriod,
  settledAt: Date,
): Promise<TreasuryReport> {
  const { timeZone, currency } = period;
  const [from, to] = (await readMoments(manager, [period.from, period.to], timeZone)) as [
    Date,
    Date,
  ];
  const asOf = to < settledAt ? to : settledAt;
  if (from >= to) throw new InputError('from must be before to: the period is empty.');
  if (from >= asOf)
    throw new InputError(
      `from must be before ${settledAt.toISOString()}: the book does not know yet what happens later.`,
    );
  const days = await readLocalDays(manager, { from, to: asOf, timeZone }, MAX_DAYS);
  const known = await readCodes(manager, currency);
  const openings = await readSystemBalancesAt(manager, known, justBefore(from));
  const flows = await readFlows(manager, known, days);
  const used = new Set([...openings.map((opening) => opening.currency), ...flows.currencies]);
  const codes = known.filter((code) => used.has(code) || code === currency);
  if (codes.length * days.length > MAX_CURRENCY_DAYS)
    throw new InputError(
      `The report has ${days.length} days in ${codes.length} currencies, which is too long. Name one currency, or ask for a shorter period.`,
    );
  const names = (await readAllSystemAccounts(manager)).map(({ name }) => name);
  const currencies = codes.map((code) => {
    const own = openings.filter((opening) => opening.currency === code);
    return currencyReport({ code, names, openings: own }, days, (day) => flows.of(code, day));
  });
  return { from, to, timeZone, asOf, currencies };
}

async function readCodes(
  manager: EntityManager,
  currency: string | undefined,
): Promise<readonly string[]> {
  if (currency === undefined) return (await readAllCurrencies(manager)).map(({ code }) => code);
  const found = await readCurrencies(manager, [currency]);
  if (found.length === 0)
    throw new InputError(
      `The book does not have the currency ${currency}. Ask for currencies to see those that it has.`,
    );
  return [currency];
}

interface OfCurrency {
  readonly code: string;
  /** The system accounts, in the order in which they are listed. */
  readonly names: readonly string[];
  readonly openings: readonly SystemBalance[];
}

function currencyReport(
  { code, names, openings }: OfCurrency,
  days: readonly LocalDay[],
  flowsOf: (day?: number) => Flows,
): CurrencyReport {
  const all = flowsOf();
  const used = new Set([...openings, ...all.systemAccounts].map(({ name }) => name));
  const opening = {
    total: openings.reduce((total, { balance }) => total - balance, 0n),
    accounts: names
      .filter((name) => used.has(name))
      .map((name) => ({ name, balance: openings.find((one) => one.name === name)?.balance ?? 0n })),
  };
  let state: State = opening;
  const ofDays = days.map((day, index) => {
    const flows = flowsOf(index);
    const ofDay = { ...periodOf(code, state, flows), ...day };
    state = stateAfter(ofDay);
    return ofDay;
  });
  return { ...periodOf(code, opening, all), days: ofDays };
}

/** What the wallets have together, and each system account. */
interface State {
  readonly total: Amount;
  readonly accounts: readonly { readonly name: string; readonly balance: Amount }[];
}

function periodOf(
  currency: string,
  before: State,
  { kinds, systemAccounts }: Flows,
): CurrencyPeriod {
  const added = kinds.reduce((total, { moneyIn, moneyOut }) => total + moneyIn + moneyOut, 0n);
  return {
    currency,
    opening: before.total,
    closing: before.total + added,
    kinds,
    systemAccounts: before.accounts.map(({ name, balance }) => {
      const flow = systemAccounts.find((one) => one.name === name);
      const { debits, credits } = flow ?? { debits: 0n, credits: 0n };
      return { name, opening: balance, debits, credits, closing: balance + credits - debits };
    }),
  };
}

function stateAfter({ closing, systemAccounts }: CurrencyPeriod): State {
  return {
    total: closing,
    accounts: systemAccounts.map((account) => ({ name: account.name, balance: account.closing })),
  };
}
