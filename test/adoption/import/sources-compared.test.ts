import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatAmount } from '../../../src/money/index.js';
import { importInto, onlyCurrency, useMappings } from '../../support/adoption.js';
import { useBook } from '../../support/book.js';

const book = useBook();
const { source, mapping } = useMappings();

const OWNERS = Array.from({ length: 12 }, (_, index) => `owner-${index}`);
const minor = fc.oneof(
  fc.constantFrom(0n, 1n, 104_00n),
  fc.bigInt({ min: -500n, max: 10n ** 20n }),
);
/** Rows of one source, in which an owner can appear twice. */
const rows = fc.array(fc.tuple(fc.constantFrom(...OWNERS), minor), { maxLength: 20 });
const NAMES = ['first', 'second', 'third'];

/** What a report says of the sources, computed one owner after another. */
function expected(sources: readonly (readonly (readonly [string, bigint])[])[]) {
  const owners = [...new Set(sources.flat().map(([owner]) => owner))];
  const numbers = owners.map((owner) =>
    sources.map((one) => {
      const own = one.filter(([name]) => name === owner);
      return own.length === 1 ? (own[0]?.[1] ?? null) : null;
    }),
  );
  const abs = (value: bigint): bigint => (value < 0n ? -value : value);
  const differing = numbers.filter(([first, ...others]) => others.some((one) => one !== first));
  const differences = differing.map(([first, ...others]) =>
    others.map((one) => abs((first ?? 0n) - (one ?? 0n))).reduce((a, b) => (a > b ? a : b), 0n),
  );
  return {
    owners: owners.length,
    sources: sources.map((one, place) => ({
      ...{ name: NAMES[place], rows: one.length },
      missing: owners.filter((owner) => !one.some(([name]) => name === owner)).length,
      sum: formatAmount(
        one.reduce((sum, [, amount]) => sum + amount, 0n),
        2,
      ),
    })),
    drift: formatAmount(
      sources.length === 1
        ? 0n
        : numbers.reduce((sum, [a, b]) => sum + abs((a ?? 0n) - (b ?? 0n)), 0n),
      2,
    ),
    count: differing.length,
    differences: differences
      .sort((a, b) => (a === b ? 0 : a > b ? -1 : 1))
      .map((one) => formatAmount(one, 2)),
    setAside: sources
      .map(
        (one) => one.filter(([owner]) => one.filter(([name]) => name === owner).length > 1).length,
      )
      .reduce((a, b) => a + b, 0),
    planned: numbers.filter(([first]) => first !== null && first !== undefined && first >= 0n)
      .length,
    negative: numbers.filter(([first]) => first !== null && first !== undefined && first < 0n)
      .length,
  };
}

test('the comparison finds what a comparison owner by owner finds, over any number of sessions', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(rows, { minLength: 1, maxLength: 3 })
        .filter((all) => all.some((one) => one.length > 0)),
      fc.integer({ min: 1, max: 3 }),
      async (sources, sessions) => {
        const wanted = expected(sources);
        const seen = onlyCurrency(
          await importInto(
            book.database.url,
            mapping(
              sources.map((one, place) =>
                source(NAMES[place] ?? '', [
                  'owner,amount',
                  ...one.map(([owner, amount]) => `${owner},${formatAmount(amount, 2)}`),
                ]),
              ),
            ),
            { dryRun: true, sessions },
          ),
        );
        expect(seen).toMatchObject({
          ...{ owners: wanted.owners, sources: wanted.sources, drift: wanted.drift },
          ...{ imported: 0, planned: wanted.planned },
          disagreements: { count: wanted.count, largest: wanted.differences[0] ?? '0.00' },
        });
        expect(seen.setAside).toHaveLength(wanted.setAside + wanted.negative);
        expect(
          seen.disagreements.rows.map(({ difference }) => difference.replace('-', '')),
        ).toEqual(wanted.differences);
      },
    ),
    { numRuns: 40 },
  );
  expect((await book.owner.query('SELECT FROM wallet')).rowCount).toBe(0);
});
