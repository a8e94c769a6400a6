import type { EntityManager } from 'typeorm';
import type { EventType, RefusalCode } from '../../domain/index.js';

/** The outcome of a command as the log keeps it, as far as readers of the log need it. */
export type LoggedOutcome =
  | {
      readonly done: {
        readonly walletId?: string;
        readonly transactionId?: string;
        readonly currencyCode?: string;
        readonly erasure?: { readonly id: string; readonly ownerId: string };
        readonly alertId?: string;
      };
    }
  | { readonly refused: { readonly code: RefusalCode; readonly message: string } }
  | {
      readonly many: {
        readonly done: readonly { readonly index: number; readonly transactionId: string }[];
        readonly refused: readonly {
          readonly index: number;
          readonly refused: { readonly code: RefusalCode; readonly message: string };
        }[];
      };
    };

/** The transactions that a command made or changed. */
export function transactionIdsIn(outcome: LoggedOutcome): readonly string[] {
  if ('refused' in outcome) return [];
  if ('many' in outcome) return outcome.many.done.map(({ transactionId }) => transactionId);
  const { transactionId } = outcome.done;
  return transactionId === undefined ? [] : [transactionId];
}

/** A command as the log keeps it. */
export interface CommandRow {
  readonly caller: string;
  readonly key: string;
  readonly movement: string;
  /** As the gateway hashed it: ids as UUIDs, amounts as text. */
  readonly input: unknown;
  readonly outcome: LoggedOutcome;
  readonly eventTypes: readonly EventType[];
  readonly requestId: string | null;
  readonly createdAt: Date;
  readonly position: bigint;
}

/** A part of the log. */
export interface LogRange {
  /** The lowest position. */
  readonly from: bigint;
  /** The highest position. */
  readonly to: bigint;
  /** True: from the highest position down. */
  readonly backwards?: boolean;
  readonly limit: number;
  /** True: without the inputs, which can be long. */
  readonly withoutInput?: boolean;
}

/** Which commands to read. */
export interface LogConditions {
  /** SQL over the row `c`, with parameters from $4 on. */
  readonly conditions: readonly string[];
  /** The values of these parameters. */
  readonly values: readonly unknown[];
  /**
   * Conditions by each of which an index finds commands of the drawer `drawer.number`, in their order. No command meets two
   * of them. Absent: no index does.
   */
  readonly found?: readonly string[] | undefined;
}

/** Finds the commands that name this wallet or moved money of it. @param parameter its id, such as `$4` */
export function foundByWallet(parameter: string): readonly string[] {
  const drawer = `c.position >> ${LOG_DRAWER_BITS} = drawer.number`;
  const id = `${parameter}::uuid`;
  return [
    `${drawer} AND c.wallet_ids[1] = ${id} AND cardinality(c.wallet_ids) >= 1 AND cardinality(c.wallet_ids) <= 2`,
    `${drawer} AND c.wallet_ids[2] = ${id} AND cardinality(c.wallet_ids) = 2`,
    `ARRAY[c.position >> ${LOG_DRAWER_BITS}] @> ARRAY[drawer.number] AND c.wallet_ids @> ARRAY[${id}]
       AND cardinality(c.wallet_ids) > 2`,
  ];
}

/** Finds the commands of a caller. @param parameter its place, such as `$4` */
export function foundByCaller(parameter: string): readonly string[] {
  return [`c.position >> ${LOG_DRAWER_BITS} = drawer.number AND c.caller = ${parameter}`];
}

/** A drawer of the log has 2^24 positions, those of 1,024 commits: see `command` in migrations/book.sql. */
export const LOG_DRAWER_BITS = 24n;

/** Commands of a part of the log, in its order or backwards. */
export async function readCommands(
  manager: EntityManager,
  { from, to, backwards = false, limit, withoutInput = false }: LogRange,
  { conditions, values, found }: LogConditions,
): Promise<CommandRow[]> {
  if (to < from) return [];
  const order = backwards ? 'DESC' : 'ASC';
  const where = ['c.position >= $1', 'c.position <= $2', ...conditions].join(' AND ');
  const columns = `c.caller, c.key, c.movement, ${withoutInput ? 'NULL AS input' : 'c.input'}, c.outcome, c.event_types AS "eventTypes",
            c.request_id AS "requestId", c.created_at AS "createdAt", c.position`;
  const inOrder = `ORDER BY c.position ${order} LIMIT $3`;
  const select = (also: string): string =>
    `(SELECT * FROM command c WHERE ${also} AND ${where} ${inOrder})`;
  // One drawer after another: the limit ends the search.
  const [first, last] = backwards ? ['$2', '$1'] : ['$1', '$2'];
  const source = found
    ? `generate_series(${first}::bigint >> ${LOG_DRAWER_BITS}, ${last}::bigint >> ${LOG_DRAWER_BITS}, ${backwards ? -1 : 1}) AS drawer (number)
       CROSS JOIN LATERAL (SELECT * FROM (${found.map(select).join(' UNION ALL ')}) c ${inOrder}) c`
    : `command c WHERE ${where} ORDER BY c.position ${order}`;
  const rows = await manager.query<(Omit<CommandRow, 'position'> & { position: string })[]>(
    `/* commands */ SELECT ${columns} FROM ${source} LIMIT $3`,
    [from.toString(), to.toString(), limit, ...values],
  );
  return rows.map((row) => ({ ...row, position: BigInt(row.position) }));
}

/** The caller and key of the command at a position; undefined if there is none. */
export async function readCommandAt(
  manager: EntityManager,
  position: bigint,
): Promise<Pick<CommandRow, 'caller' | 'key'> | undefined> {
  const [row] = await manager.query<Pick<CommandRow, 'caller' | 'key'>[]>(
    '/* commandAt */ SELECT caller, key FROM command WHERE position = $1',
    [position.toString()],
  );
  return row;
}
