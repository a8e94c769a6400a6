import type { Parameters } from './parameters.js';

/**
 * The database transactions that were open at the moment of a snapshot: their rows were invisible in it, and became
 * visible later if they committed.
 */
export interface OpenTransactions {
  /** Start of the server's run, in microseconds since 1970. All of them ended with that run at the latest. */
  readonly run: number;
  /** Ranges of ids (`xid8`), in their order, the end of each not included. */
  readonly ranges: readonly IdRange[];
}

type IdRange = readonly [low: number, end: number];

export const NO_TRANSACTIONS: OpenTransactions = { run: 0, ranges: [] };

/** Columns about the snapshot of a statement, for `openTransactionsOf`. */
export interface SnapshotColumns {
  open_run: string;
  open_below: string[];
  open_from: string;
  open_count: number;
}

/**
 * Expressions for the columns. PostgreSQL lists the open ids below the snapshot's xmax, which is one more than the last
 * id that has ended. Ids from there on can be open too. `age` counts them up to the next id that the server will assign:
 * it reads that after the snapshot was taken, so every id that was assigned before is covered. (In a transaction with an
 * id of its own `age` would count to that one. A reader's transaction is READ ONLY and has none.)
 */
export const SNAPSHOT_COLUMNS: Readonly<Record<keyof SnapshotColumns, string>> = {
  open_run: '(SELECT (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint)',
  open_below: '(SELECT ARRAY(SELECT pg_snapshot_xip(pg_current_snapshot()))::text[])',
  open_from: '(SELECT pg_snapshot_xmax(pg_current_snapshot())::text)',
  open_count: '(SELECT age(pg_snapshot_xmax(pg_current_snapshot())::xid))',
};

export function openTransactionsOf(row: SnapshotColumns): OpenTransactions {
  const from = Number(row.open_from);
  const single = row.open_below.map((id): IdRange => [Number(id), Number(id) + 1]);
  const ranges = joined([...single, [from, from + row.open_count]]);
  return ranges.length === 0 ? NO_TRANSACTIONS : { run: Number(row.open_run), ranges };
}

/** The ranges in their order, without empty ones, and neighbours as one. */
function joined(ranges: readonly IdRange[]): IdRange[] {
  const result: IdRange[] = [];
  for (const range of [...ranges].sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last?.[1] === range[0]) result[result.length - 1] = [last[0], range[1]];
    else if (range[0] < range[1]) result.push(range);
  }
  return result;
}

/** Those of `open` that are not among `others`. */
export function without(open: OpenTransactions, others: OpenTransactions): OpenTransactions {
  if (open.run !== others.run) return open; // the ids of another run are other transactions
  const ranges = open.ranges.flatMap((range) =>
    others.ranges.reduce<IdRange[]>(
      (rest, [low, end]) =>
        rest
          .flatMap(([a, b]): IdRange[] => [
            [a, Math.min(b, low)],
            [Math.max(a, end), b],
          ])
          .filter(([a, b]) => a < b),
      [range],
    ),
  );
  return ranges.length === 0 ? NO_TRANSACTIONS : { run: open.run, ranges };
}

/** The form that `decodeOpenTransactions` reads. */
export const OPEN_TRANSACTIONS = /^([0-9a-z]{1,10}(\.[0-9a-z]{1,10}\.[0-9a-z]{1,10})+)?$/;

/** Empty, or the run, then for each range its distance from the end of the one before it and its length; in base 36. */
export function encodeOpenTransactions({ run, ranges }: OpenTransactions): string {
  if (ranges.length === 0) return '';
  const numbers = ranges.flatMap(([low, end], index) => [
    low - (ranges[index - 1]?.[1] ?? 0),
    end - low,
  ]);
  return [run, ...numbers].map((number) => number.toString(36)).join('.');
}

/** @param text of the form OPEN_TRANSACTIONS */
export function decodeOpenTransactions(text: string): OpenTransactions {
  if (text === '') return NO_TRANSACTIONS;
  const [run = 0, ...numbers] = text.split('.').map((digits) => parseInt(digits, 36));
  const ranges: IdRange[] = [];
  for (let index = 0, end = 0; index < numbers.length; index += 2) {
    const low = end + (numbers[index] ?? 0);
    end = low + (numbers[index + 1] ?? 0);
    ranges.push([low, end]);
  }
  return { run, ranges };
}

/** SQL for the ranges as rows `open (low, beyond)`. */
function rangesSql({ ranges }: OpenTransactions, parameters: Parameters): string {
  const lows = parameters.add(ranges.map(([low]) => low));
  const ends = parameters.add(ranges.map(([, end]) => end));
  return `unnest(${lows}::text[]::xid8[], ${ends}::text[]::xid8[]) AS open (low, beyond)`;
}

/** SQL for the condition that row `t` was written in the same run of the server. */
function sameRunSql({ run }: OpenTransactions, parameters: Parameters): string {
  return `t.server_run = timestamptz 'epoch' + ${parameters.add(run)}::float8 * interval '1 microsecond'`;
}

/** SQL for the rows `t` of a table that these transactions wrote, by the index on `written_by`. */
export function writtenBySql(
  open: OpenTransactions,
  table: string,
  parameters: Parameters,
): { readonly from: string; readonly where: string } {
  // OFFSET makes the planner look the ranges up, even if it takes them for large.
  return {
    from: `${rangesSql(open, parameters)} CROSS JOIN LATERAL (
             SELECT * FROM ${table} WHERE written_by >= open.low AND written_by < open.beyond OFFSET 0) t`,
    where: sameRunSql(open, parameters),
  };
}

/** SQL for the condition that none of these transactions wrote row `t`. */
export function notWrittenBySql(open: OpenTransactions, parameters: Parameters): string {
  if (open.ranges.length === 0) return 'true';
  return `NOT (${sameRunSql(open, parameters)} AND EXISTS (
             SELECT FROM ${rangesSql(open, parameters)} WHERE t.written_by >= open.low AND t.written_by < open.beyond))`;
}
