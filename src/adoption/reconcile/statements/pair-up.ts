import type { Item, Matched } from './item.js';

/** How far a line and a transaction are from each other, in either order; undefined: they do not match. */
export type Distance = (one: Item, other: Item) => number | undefined;

/**
 * Most pairs that are weighed against each other, without a pause for other work. Measured for 700 × 700: 13 to 51 ms of CPU,
 * and 43 to 67 ms the first time. Beyond it, the first that fits is taken.
 */
const MOST_WEIGHED = 500_000;

/**
 * Pairs lines with transactions: as many as possible; of these, with as few as possible that the book took back; of these,
 * as close as possible.
 * @param items in the order of the matcher, in which each item matches one stretch
 * @param goesOn whether more items follow, which can match the last ones: then those are what is left, not the nearest
 * @returns the pairs, and what is left in order
 */
export function pairUp(
  items: readonly Item[],
  distance: Distance,
  goesOn: boolean,
): { readonly pairs: readonly Matched[]; readonly left: readonly Item[] } {
  const lines = items.filter(({ side }) => side === 'line');
  const transactions = items.filter(({ side }) => side === 'transaction');
  if (lines.length === 0 || transactions.length === 0) return { pairs: [], left: items };
  const pairs = goesOn
    ? inTurn(lines, transactions, distance)
    : lines.length * transactions.length > MOST_WEIGHED
      ? firstThatFit(lines, transactions, distance)
      : weighed(lines, transactions, distance);
  const gone = new Set(pairs.flatMap(({ line, transaction }) => [line, transaction]));
  return { pairs, left: items.filter((item) => !gone.has(item)) };
}

const LESS_IF_TAKEN_BACK = 2 ** -22;

type Choice = typeof WITHOUT_LINE | typeof WITHOUT_TRANSACTION | typeof PAIR;
const WITHOUT_LINE = 1;
const WITHOUT_TRANSACTION = 2;
const PAIR = 3;

/**
 * The best pairs. Two pairs that cross lose nothing if they exchange partners, so some best ones do not cross. Those of the
 * first lines and transactions follow from those of one line or transaction less, as in a comparison of two texts.
 */
function weighed(
  lines: readonly Item[],
  transactions: readonly Item[],
  distance: Distance,
): Matched[] {
  const width = transactions.length + 1;
  const choices = new Uint8Array((lines.length + 1) * width);
  // Of the pairs: how many there are, less a small part for each that the book took back; and how far apart they are.
  const worths = [new Float64Array(width), new Float64Array(width)] as const;
  const fars = [new Float64Array(width), new Float64Array(width)] as const;
  for (const [row, line] of lines.entries()) {
    const above = { worth: worths[row % 2 ? 1 : 0], far: fars[row % 2 ? 1 : 0] };
    const now = { worth: worths[row % 2 ? 0 : 1], far: fars[row % 2 ? 0 : 1] };
    const at = (row + 1) * width + 1;
    for (const [column, transaction] of transactions.entries())
      choices[at + column] = choose(above, now, column, transaction, distance(line, transaction));
  }
  return traced(lines, transactions, choices);
}

/** The best pairs of the first lines, by the number of transactions. In flat arrays, because there are many cells. */
interface Row {
  readonly worth: Float64Array;
  readonly far: Float64Array;
}

/** Fills the cell of `now` after a column, and returns what is best there. */
function choose(
  above: Row,
  now: Row,
  column: number,
  { pair }: Item,
  more: number | undefined,
): Choice {
  const isTransactionLess = isBetter(
    now,
    column,
    above.worth[column + 1] ?? 0,
    above.far[column + 1] ?? 0,
  );
  const from = isTransactionLess ? now : above;
  const without = isTransactionLess ? column : column + 1;
  if (more !== undefined) {
    const worth = (above.worth[column] ?? 0) + (pair === '' ? 1 : 1 - LESS_IF_TAKEN_BACK);
    const far = (above.far[column] ?? 0) + more;
    if (!isBetter(from, without, worth, far)) {
      now.worth[column + 1] = worth;
      now.far[column + 1] = far;
      return PAIR;
    }
  }
  now.worth[column + 1] = from.worth[without] ?? 0;
  now.far[column + 1] = from.far[without] ?? 0;
  return isTransactionLess ? WITHOUT_TRANSACTION : WITHOUT_LINE;
}

/** Whether a cell is better than this. */
function isBetter(row: Row, column: number, worth: number, far: number): boolean {
  const own = row.worth[column] ?? 0;
  return own === worth ? (row.far[column] ?? 0) < far : own > worth;
}

function traced(
  lines: readonly Item[],
  transactions: readonly Item[],
  choices: Uint8Array,
): Matched[] {
  const pairs: Matched[] = [];
  let row = lines.length;
  let column = transactions.length;
  for (;;) {
    const line = lines[row - 1];
    const transaction = transactions[column - 1];
    if (!line || !transaction) return pairs.toReversed();
    const choice = choices[row * (transactions.length + 1) + column];
    if (choice === PAIR) pairs.push({ line, transaction });
    if (choice !== WITHOUT_TRANSACTION) row -= 1;
    if (choice !== WITHOUT_LINE) column -= 1;
  }
}

/** As many pairs as possible, each with the first partner that fits; if nothing is lost by it, first of what is equal. */
function firstThatFit(
  lines: readonly Item[],
  transactions: readonly Item[],
  distance: Distance,
): readonly Matched[] {
  const equal: Distance = (one, other) => (distance(one, other) === 0 ? 0 : undefined);
  const first = inTurn(lines, transactions, equal);
  const gone = new Set(first.flatMap(({ line, transaction }) => [line, transaction]));
  const isLeft = (item: Item) => !gone.has(item);
  const then = inTurn(lines.filter(isLeft), transactions.filter(isLeft), distance);
  const most = inTurn(lines, transactions, distance);
  return first.length + then.length < most.length ? most : [...first, ...then];
}

function inTurn(
  lines: readonly Item[],
  transactions: readonly Item[],
  distance: Distance,
): Matched[] {
  const pairs: Matched[] = [];
  let row = 0;
  let column = 0;
  for (;;) {
    const line = lines[row];
    const transaction = transactions[column];
    if (!line || !transaction) return pairs;
    const fits = distance(line, transaction) !== undefined;
    if (fits) pairs.push({ line, transaction });
    if (fits || isBefore(line, transaction)) row += 1;
    if (fits || !isBefore(line, transaction)) column += 1;
  }
}

function isBefore(one: Item, other: Item): boolean {
  return one.amount === other.amount ? one.day < other.day : one.amount < other.amount;
}
