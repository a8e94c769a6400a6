import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { balanceOf } from '../../../src/domain/index.js';
import { formatAmount } from '../../../src/money/index.js';
import { importInto, onlyCurrency, useMappings } from '../../support/adoption.js';
import { useBook } from '../../support/book.js';

const book = useBook();
const { source, history, mapping } = useMappings();

type Kind = 'DEPOSIT' | 'WITHDRAWAL' | 'PURCHASE' | 'EARNING' | 'ADJUSTMENT';
type Status = 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

interface Line {
  readonly kind: Kind;
  readonly status: Status;
  readonly amount: bigint;
  /** Minutes after `START`. */
  readonly minute: number;
}

const START = Date.UTC(2025, 0, 1);
const momentOf = (minute: number): Date => new Date(START + minute * 60_000);

const statuses: Readonly<Record<Kind, readonly Status[]>> = {
  DEPOSIT: ['PENDING', 'COMPLETED', 'FAILED'],
  WITHDRAWAL: ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED'],
  PURCHASE: ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED'],
  EARNING: ['COMPLETED'],
  ADJUSTMENT: ['COMPLETED'],
};
const line: fc.Arbitrary<Line> = fc
  .constantFrom(...(Object.keys(statuses) as Kind[]))
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      status: fc.constantFrom(...statuses[kind]),
      amount: fc
        .bigInt({ min: 1n, max: 50_00n })
        .chain((amount) => fc.constantFrom(amount, kind === 'ADJUSTMENT' ? -amount : amount)),
      minute: fc.integer({ min: 0, max: 6 }),
    }),
  );

const holds = ({ kind }: Line): boolean => kind === 'WITHDRAWAL' || kind === 'PURCHASE';

/** What a line adds to cash, and to the cash that is available. */
function effectOf(one: Line): { cash: bigint; available: bigint } {
  if (holds(one)) {
    const cash = one.status === 'COMPLETED' ? -one.amount : 0n;
    return { cash, available: one.status === 'PENDING' ? -one.amount : cash };
  }
  const cash = one.status === 'COMPLETED' ? one.amount : 0n;
  return { cash, available: cash };
}

const signOf = (amount: bigint): number => Number(amount > 0n) - Number(amount < 0n);

interface Expected {
  readonly setAside: readonly Line[];
  /** The lines that come in, in their order. */
  readonly lines: readonly Line[];
  /** The minute of the first line; undefined: the wallet begins with the import. */
  readonly began: number | undefined;
  readonly before: bigint;
  readonly after: bigint;
}

/** What comes in of a history, if the balance is to be `target`. */
function expected(all: readonly Line[], target: bigint): Expected {
  const pending = all.filter((one) => holds(one) && one.status === 'PENDING');
  const held = pending.reduce((sum, { amount }) => sum + amount, 0n);
  const uncovered = target < held ? pending : [];
  const ordered = all
    .filter((one) => !uncovered.includes(one))
    .map((one, index) => ({ one, index, sign: signOf(effectOf(one).available) }))
    .sort((a, b) => a.one.minute - b.one.minute || b.sign - a.sign || a.index - b.index)
    .map(({ one }) => one);
  let available = 0n;
  let least = 0n;
  const levels = ordered.map((one) => {
    available += effectOf(one).available;
    if (available < least) least = available;
    return available;
  });
  const cash = ordered.reduce((sum, one) => sum + effectOf(one).cash, 0n);
  const unexplained = target - cash;
  const before = unexplained > -least ? unexplained : -least;
  const impossible = ordered.filter(
    (one, index) =>
      holds(one) &&
      ['FAILED', 'CANCELLED'].includes(one.status) &&
      (levels[index] ?? 0n) + before < one.amount,
  );
  const came = ordered.filter((one) => !impossible.includes(one));
  return {
    setAside: [...uncovered, ...impossible],
    lines: came,
    ...{ began: came[0]?.minute, before, after: unexplained - before },
  };
}

const csvOf = (owner: string, lines: readonly Line[]): string[] =>
  lines.map(
    ({ kind, status, amount, minute }, index) =>
      `${owner},${kind},${status},${formatAmount(amount, 2)},${momentOf(minute).toISOString()},${index}`,
  );

let runs = 0;

test('a history comes in at its own times, and the book then reads as if it had always been here', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.array(line, { minLength: 1, maxLength: 8 }),
          fc.bigInt({ min: 0n, max: 300_00n }),
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      fc.constantFrom('stored', 'deducted', 'history'),
      async (owners, authority) => {
        runs += 1;
        const named = owners.map(([lines, stored], index) => {
          const total = lines.reduce((sum, one) => sum + effectOf(one).cash, 0n);
          const pending = lines.filter((one) => holds(one) && one.status === 'PENDING');
          const held = pending.reduce((sum, { amount }) => sum + amount, 0n);
          const target = { stored, deducted: stored + held, history: total }[authority];
          return { owner: `owner-${runs}-${index}`, lines, stored, target };
        });
        const past = history(named.flatMap(({ owner, lines }) => csvOf(owner, lines)));
        const stored = source('users.balance', [
          'owner,amount',
          ...named.map(({ owner, stored: amount }) => `${owner},${formatAmount(amount, 2)}`),
        ]);
        const report = onlyCurrency(
          await importInto(
            book.database.url,
            mapping(
              authority === 'history' ? [{ name: 'history', history: true }, stored] : [stored],
              { ...past, pending: authority === 'deducted' ? 'deducted' : 'included' },
            ),
          ),
        );
        const good = named.filter(({ target }) => target >= 0n);
        expect(report.imported).toBe(good.length);
        const wanted = good.map(({ lines, target }) => expected(lines, target));
        const asideOf = (report.setAside ?? []).filter(
          ({ reason }) => !reason.includes('below zero'),
        );
        const refused = named.filter(({ target }) => target < 0n).flatMap(({ lines }) => lines);
        expect(asideOf).toHaveLength(
          wanted.reduce((sum, one) => sum + one.setAside.length, refused.length),
        );
        for (const [index, { owner, target }] of good.entries())
          await expectWallet(owner, target, wanted[index] as Expected);
      },
    ),
    { numRuns: 40 },
  );
});

test('a failed purchase on the day of the deposit that covers it comes in, whatever the order of the lines', async () => {
  const lines = ['DEPOSIT,COMPLETED,100.00', 'PURCHASE,FAILED,80.00', 'PURCHASE,PENDING,90.00'];
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  for (const [turn, order] of orders.entries())
    for (const origin of ['csv', 'query'] as const) {
      const owner = `day-${origin}-${turn}`;
      const ordered = order.map((place) => `${owner},${lines[place] ?? ''},2025-03-01,${place}`);
      const values = ordered.map((one, id) => `(${id}, '${one.split(',').join("', '")}')`);
      const query = `SELECT owner, kind, status, amount, at::date AS at, reference
        FROM (VALUES ${values.join(', ')}) AS line (id, owner, kind, status, amount, at, reference) ORDER BY id`;
      const past = history(
        ordered,
        origin === 'csv' ? {} : { origin: { type: 'postgres', url: undefined, from: { query } } },
      );
      const balances = source('users.balance', ['owner,amount', `${owner},100.00`]);
      const report = onlyCurrency(await importInto(book.database.url, mapping([balances], past)));
      expect([owner, report.setAside, report.imported]).toEqual([owner, [], 1]);
      const { rows } = await book.owner.query<{ reference: string }>(
        `SELECT t.reference FROM transaction t JOIN wallet w ON w.id = t.wallet_id
          WHERE w.owner_id = $1 ORDER BY t.position`,
        [owner],
      );
      expect(rows.map(({ reference }) => reference)).toEqual(['0', '1', '2']);
    }
});

/** Checks the wallet's lines, and its balance after each moment. */
async function expectWallet(owner: string, target: bigint, wanted: Expected): Promise<void> {
  const { rows } = await book.owner.query<{
    id: string;
    kind: string;
    status: string;
    amount: string;
    at: Date;
    part: string | null;
  }>(
    `SELECT w.id, t.kind, t.status, t.amount, t.created_at AS at, t.details ->> 'part' AS part
       FROM wallet w LEFT JOIN transaction t ON t.wallet_id = w.id WHERE w.owner_id = $1 ORDER BY t.position`,
    [owner],
  );
  const id = rows[0]?.id ?? '';
  const inside = rows.filter(({ kind }) => kind !== 'OPENING_BALANCE' && kind !== null);
  expect(inside.map(({ kind, status, amount, at }) => [kind, status, BigInt(amount), at])).toEqual(
    wanted.lines.map(({ kind, status, amount, minute }) => [
      ...[kind, status, amount < 0n ? -amount : amount, momentOf(minute)],
    ]),
  );
  expect(rows.filter(({ kind }) => kind === 'OPENING_BALANCE').map(({ part }) => part)).toEqual([
    ...(wanted.before > 0n ? [wanted.began === undefined ? 'WHOLE' : 'BEFORE_HISTORY'] : []),
    ...(wanted.after < 0n ? ['AFTER_HISTORY'] : []),
  ]);
  const now = await book.gateway.balance(id);
  const held = wanted.lines
    .filter((one) => holds(one) && one.status === 'PENDING')
    .reduce((sum, { amount }) => sum + amount, 0n);
  expect(now).toMatchObject({ cash: target, held, available: target - held });
  for (let minute = -1; minute <= 6; minute += 1) {
    const until = wanted.lines.filter((one) => one.minute <= minute);
    const cash = until.reduce((sum, one) => sum + effectOf(one).cash, 0n);
    const began = wanted.began !== undefined && wanted.began <= minute;
    const at = new Date(momentOf(minute).getTime() + 30_000);
    const then = await book.gateway.reading(async (reader) =>
      reader.explain({ id, currency: 'USD' }, at),
    );
    const { cash: read } = balanceOf(
      'USD',
      Object.fromEntries(then.heads.map((head) => [head.kind, head])),
    );
    expect([minute, read]).toEqual([minute, began ? wanted.before + cash : 0n]);
  }
}
