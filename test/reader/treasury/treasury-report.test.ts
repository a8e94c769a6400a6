import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError, type TreasuryReport } from '../../../src/reader/index.js';
import type {
  CurrencyPeriod,
  TreasuryPeriod,
} from '../../../src/reader/treasury/treasury-report.js';
import { useBook } from '../../support/book.js';
import { importWallet } from '../../support/imports.js';
import { RandomHistory } from '../../support/random-history.js';
import {
  bookEntries,
  type BookEntry,
  kindsOf,
  spreadOver,
  sumOf,
  systemFlowOf,
} from './book-entries.js';

const at = useBook();
const DAY_MS = 86_400_000;
const DAYS = 450;
const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/Havana', 'America/Santiago', 'Pacific/Chatham'],
  ...['Pacific/Apia', 'America/St_Johns'],
];

let entries: readonly BookEntry[];
let first: number;
let last: number;

beforeAll(async () => {
  for (const seed of [3, 11, 29]) {
    const history = await RandomHistory.begin(at.gateway, seed);
    for (let step = 0; step < 60; step++) await history.step();
  }
  at.spoilt = true;
  await spreadOver(at.owner, DAYS);
  const now = Date.now();
  const day = (days: number): Date => new Date(now - days * DAY_MS);
  await at.owner.query('BEGIN');
  await importWallet(async (sql, parameters) => (await at.owner.query(sql, parameters)).rows, {
    ownerId: 'imported',
    currency: 'USD',
    lines: [
      { kind: 'OPENING_BALANCE', part: 'BEFORE_HISTORY', amount: 700n, at: day(440) },
      { kind: 'DEPOSIT', amount: 55n, at: day(300) },
      { kind: 'WITHDRAWAL', status: 'COMPLETED', amount: 20n, at: day(101.5) },
      { kind: 'EARNING', amount: 5n, at: day(33.3) },
    ],
  });
  await at.owner.query('COMMIT');
  entries = await bookEntries(at.owner);
  const times = entries.map((entry) => entry.at);
  first = Math.min(...times);
  last = Math.max(...times);
});

async function reportOf(
  period: Partial<TreasuryPeriod> & { from: Date; to: Date },
): Promise<TreasuryReport> {
  const reader = at.gateway.book.read(undefined, { isSettled: true });
  try {
    return await reader.treasuryReport({ timeZone: 'UTC', currency: undefined, ...period });
  } finally {
    await reader.end();
  }
}

/** A moment near an entry or right at it, so that the borders decide. */
const moment = (): fc.Arbitrary<Date> =>
  fc.tuple(fc.nat(), fc.constantFrom(-1, 0, 1, 3_600_000)).map(([n, off]) => {
    const at = entries[n % entries.length]?.at ?? 0;
    return new Date(Math.min(at + off, last + 1));
  });

/** Two or three moments in order, at most 400 days apart. */
const moments = (count: number): fc.Arbitrary<Date[]> =>
  fc
    .uniqueArray(moment(), {
      minLength: count,
      maxLength: count,
      selector: (date) => date.getTime(),
    })
    .map((dates) => dates.sort((a, b) => a.getTime() - b.getTime()))
    .filter((dates) => dates.at(-1)!.getTime() - dates[0]!.getTime() < 398 * DAY_MS);

function expectPeriod(period: CurrencyPeriod, from: number, to: number): void {
  const own = entries.filter(({ currency }) => currency === period.currency);
  const within = own.filter((entry) => entry.at >= from && entry.at < to);
  const walletsUntil = (end: number): bigint =>
    sumOf(own.filter((entry) => entry.system === null && entry.at < end).map((e) => e.amount));
  expect(period.opening).toBe(walletsUntil(from));
  expect(period.closing).toBe(walletsUntil(to));
  expect(period.kinds).toEqual(kindsOf(within));
  for (const account of period.systemAccounts) {
    const until = (end: number): bigint =>
      sumOf(own.filter((e) => e.system === account.name && e.at < end).map((e) => e.amount));
    expect(account).toEqual({
      name: account.name,
      opening: until(from),
      closing: until(to),
      ...systemFlowOf(within, account.name),
    });
  }
  // The system accounts have the opposite of what the wallets have.
  expect(sumOf(period.systemAccounts.map(({ closing }) => closing))).toBe(-period.closing);
}

describe('a treasury report says what the entries say', () => {
  test('openings, closings, flows and days of random periods in random time zones are those of the entries', async () => {
    let days = 0;
    await fc.assert(
      fc.asyncProperty(moments(2), fc.constantFrom(...ZONES), async (ends, timeZone) => {
        const [from, to] = ends as [Date, Date];
        const report = await reportOf({ from, to, timeZone });
        expect(report).toMatchObject({ from, to, timeZone, asOf: to });
        const before = entries.filter((entry) => entry.at < to.getTime());
        expect(report.currencies.map(({ currency }) => currency)).toEqual(
          [...new Set(before.map(({ currency }) => currency))].sort(),
        );
        const dateIn = new Intl.DateTimeFormat('en-CA', { timeZone });
        for (const currency of report.currencies) {
          expectPeriod(currency, from.getTime(), to.getTime());
          let end = from;
          for (const day of currency.days) {
            expect(day.from).toEqual(end);
            end = day.to;
            expect([dateIn.format(day.from), dateIn.format(day.to.getTime() - 1)]).toEqual([
              day.date,
              day.date,
            ]);
            expectPeriod(day, day.from.getTime(), day.to.getTime());
            days++;
          }
          expect(end).toEqual(to);
          const dates = currency.days.map(({ date }) => date);
          expect(new Set(dates).size).toBe(dates.length);
        }
      }),
      { numRuns: 20 },
    );
    expect(days).toBeGreaterThan(500);
  });

  test('neighbouring reports meet, and add up to the report of both periods', async () => {
    await fc.assert(
      fc.asyncProperty(moments(3), fc.constantFrom(...ZONES), async (ends, timeZone) => {
        const [from, middle, to] = ends as [Date, Date, Date];
        const [one, next, both] = await Promise.all([
          reportOf({ from, to: middle, timeZone }),
          reportOf({ from: middle, to, timeZone }),
          reportOf({ from, to, timeZone }),
        ]);
        expect(next.from).toEqual(one.asOf);
        for (const whole of both.currencies) {
          const of = ({ currencies }: TreasuryReport) =>
            currencies.find(({ currency }) => currency === whole.currency);
          const [a, b] = [of(one), of(next)];
          expect([a?.opening ?? 0n, a?.closing ?? 0n]).toEqual([whole.opening, b?.opening]);
          expect(b?.closing).toBe(whole.closing);
          const inKinds = (period: CurrencyPeriod | undefined): bigint =>
            sumOf(period?.kinds.map((kind) => kind.moneyIn + kind.moneyOut) ?? []);
          expect(inKinds(a) + inKinds(b)).toBe(inKinds(whole));
          expect(whole.opening + inKinds(whole)).toBe(whole.closing);
          for (const { name, credits, debits } of whole.systemAccounts) {
            const parts = [a, b].map((period) =>
              period?.systemAccounts.find((account) => account.name === name),
            );
            expect(parts[0]?.closing ?? 0n).toBe(parts[1]?.opening ?? 0n);
            expect(sumOf(parts.map((part) => part?.credits ?? 0n))).toBe(credits);
            expect(sumOf(parts.map((part) => part?.debits ?? 0n))).toBe(debits);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('the treasury of any moment is what the entries up to it add up to, wallets and system accounts apart', async () => {
    await fc.assert(
      fc.asyncProperty(moment(), async (date) => {
        await at.gateway.reading(async (reader) => {
          for (const treasury of await reader.treasuries(date)) {
            const own = entries.filter(
              (entry) => entry.currency === treasury.currency && entry.at <= date.getTime(),
            );
            const on = (system: string | null): bigint =>
              sumOf(own.filter((entry) => entry.system === system).map(({ amount }) => amount));
            expect(treasury.at).toEqual(date);
            expect(treasury.memberTotal).toBe(on(null));
            for (const { name, balance } of treasury.systemAccounts) expect(balance).toBe(on(name));
            expect(await reader.sumOfAllAccounts(treasury)).toBe(0n);
            expect(await reader.treasury(treasury.currency, date)).toEqual(treasury);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  test('the treasuries of now have every currency with an entry and one moment, and each says what the treasury of its currency says', async () => {
    await at.gateway.reading(async (reader) => {
      const treasuries = await reader.treasuries();
      const used = new Set(entries.map(({ currency }) => currency));
      expect(treasuries.map(({ currency }) => currency)).toEqual([...used].sort());
      expect(new Set(treasuries.map((one) => one.at.getTime())).size).toBe(1);
      for (const treasury of treasuries) {
        const { at: moment, ...figures } = (await reader.treasury(treasury.currency))!;
        expect(treasury).toMatchObject(figures);
        expect(moment.getTime()).toBeGreaterThanOrEqual(last);
        expect(treasury.sumOfAllAccounts).toBe(0n);
      }
      expect(treasuries.some(({ memberTotal }) => memberTotal > 0n)).toBe(true);
    });
  });

  test('an entry that breaks the books shows in the sum of all accounts of any later moment, and not before', async () => {
    const { rows } = await at.owner.query<{ account_id: string; seq: string; created_at: Date }>(
      `SELECT e.account_id, e.seq, e.created_at FROM entry e JOIN account a ON a.id = e.account_id
        WHERE a.wallet_id IS NOT NULL AND a.currency = 'EUR' AND a.kind = 'CASH'
        ORDER BY e.created_at LIMIT 1 OFFSET 1`,
    );
    const { account_id: account, seq, created_at: broken } = rows[0]!;
    const sumAt = (date: Date): Promise<bigint> =>
      at.gateway.reading(async (reader) =>
        reader.sumOfAllAccounts((await reader.treasury('EUR', date))!),
      );
    await at.owner.query('SET session_replication_role = replica');
    const add = async (more: number): Promise<void> => {
      await at.owner.query(
        `UPDATE entry SET balance = balance + $3, amount = amount + CASE WHEN seq = $2 THEN $3 ELSE 0 END
          WHERE account_id = $1 AND seq >= $2`,
        [account, seq, more],
      );
    };
    await add(7);
    const sums = [
      await sumAt(new Date(broken.getTime() - 1)),
      await sumAt(broken),
      await sumAt(new Date(last)),
    ];
    await add(-7);
    await at.owner.query('SET session_replication_role = origin');
    expect(sums).toEqual([0n, 7n, 7n]);
  });
});

describe('a treasury report is of a period that the book knows', () => {
  const day = (n: number): Date => new Date(first + n * DAY_MS);

  test('a period that is empty, too long or in the future, and an unknown currency, are refused with what would be right', async () => {
    const refused = async (
      period: Parameters<typeof reportOf>[0],
      message: RegExp,
    ): Promise<void> => {
      const error: unknown = await reportOf(period).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).message).toMatch(message);
    };
    await refused({ from: day(2), to: day(2) }, /from must be before to/);
    await refused({ from: day(3), to: day(2) }, /from must be before to/);
    const later = new Date(Date.now() + DAY_MS);
    await refused({ from: later, to: new Date(later.getTime() + 1) }, /does not know yet/);
    await refused({ from: day(0), to: day(401) }, /more than 400 days. Ask for a shorter one/);
    await refused({ from: day(-9_999), to: day(0) }, /more than 400 days/);
    await refused({ from: day(0), to: day(1), currency: 'ZZZ' }, /does not have the currency ZZZ/);
    for (const code of ['CHF', 'DKK', 'JPY', 'NOK', 'SEK'])
      await at.gateway.wallet('of many', code, '5');
    const long = { from: new Date(Date.now() - 395 * DAY_MS), to: later };
    await refused(long, /has 396 days in 7 currencies, which is too long. Name one currency/);
  });

  test('a report that names a currency without an entry has it, with zeros', async () => {
    const { currencies } = await reportOf({ from: day(0), to: day(399), currency: 'BHD' });
    expect(currencies).toMatchObject([
      { currency: 'BHD', opening: 0n, closing: 0n, kinds: [], systemAccounts: [] },
    ]);
    expect(currencies[0]?.days.length).toBeGreaterThanOrEqual(399);
  });

  test('a report of the present ends at asOf, and from there the next one goes on', async () => {
    const walletId = await at.gateway.wallet('of now', 'PLN', '3.00');
    const to = new Date(Date.now() + 30 * DAY_MS);
    const report = await reportOf({ from: day(100), to, currency: 'PLN' });
    expect(report.to).toEqual(to);
    expect(report.asOf.getTime()).toBeLessThanOrEqual(Date.now());
    expect(report.currencies[0]?.days.at(-1)?.to).toEqual(report.asOf);
    await at.gateway.deposit(walletId, '4.00', 'PLN');
    const next = await reportOf({ from: report.asOf, to, currency: 'PLN' });
    const [one, after] = [report.currencies[0]!, next.currencies[0]!];
    expect(after.opening).toBe(one.closing);
    expect(after.closing).toBe(700n);
    expect(await reportOf({ from: day(100), to: report.asOf, currency: 'PLN' })).toMatchObject({
      currencies: report.currencies,
    });
  });
});
