import type { EntityManager } from 'typeorm';
import { mainWalletIdsOf } from '../../domain/index.js';
import { decodeCursor, encodeCursor } from '../pages/cursor.js';
import { pageOf, pageRequestOf, type Page, type PageArguments } from '../pages/page.js';
import { readTransactions } from '../transactions.js';
import {
  type CommandRow,
  foundByCaller,
  foundByWallet,
  type LogConditions,
  readCommands,
} from './commands.js';

/** Which commands to list; an undefined field matches all. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly walletId?: string | undefined;
  readonly transactionId?: string | undefined;
  readonly movement?: string | undefined;
  /** `DONE`, `PARTLY_DONE`, or the code of a refusal, which one line of several can have. */
  readonly outcome?: string | undefined;
  /** The earliest moment. */
  readonly from?: Date | undefined;
  /** The moment before which it happened. */
  readonly to?: Date | undefined;
}

const POSITION = /^[1-9][0-9]{0,18}$/;

/**
 * A page of the log, newest first.
 * @param end the settled end of the log when the snapshot began, or before
 * @throws InputError for a wrong page or cursor
 */
export async function readAuditPage(
  manager: EntityManager,
  filter: AuditFilter,
  page: PageArguments,
  end: bigint,
): Promise<Page<CommandRow>> {
  const request = pageRequestOf(page);
  const { backwards, size, cursor } = request;
  const [at] = cursor === undefined ? [] : decodeCursor('audit', cursor, [POSITION]);
  const place = at === undefined ? undefined : BigInt(at);
  const conditions = await conditionsOf(manager, filter);
  if (conditions === undefined) return pageOf<CommandRow>(request, [], false);
  const all = await rangeOf(manager, filter, end);
  const older = (limit: number, to: bigint): Promise<CommandRow[]> =>
    readCommands(manager, { from: all.from, to, backwards: true, limit }, conditions);
  const newer = (limit: number, from: bigint): Promise<CommandRow[]> =>
    readCommands(manager, { from, to: all.to, limit }, conditions);
  const rows = backwards
    ? await newer(size + 1, place === undefined ? all.from : place + 1n)
    : await older(size + 1, place === undefined ? all.to : lower(place - 1n, all.to));
  const beside =
    place === undefined
      ? []
      : backwards
        ? await older(1, lower(place, all.to))
        : await newer(1, place);
  return pageOf(
    request,
    rows.map((node) => ({ cursor: encodeCursor('audit', [node.position.toString()]), node })),
    beside.length > 0,
  );
}

function lower(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

/** How much later a commit can draw its number than another one that took its moment after it. Longer than any commit. */
const SLACK = `interval '15 minutes'`;

/** The positions between which everything of a period stands. */
async function rangeOf(
  manager: EntityManager,
  { from, to }: AuditFilter,
  end: bigint,
): Promise<{ from: bigint; to: bigint }> {
  if (!from && !to) return { from: 0n, to: end };
  const [row] = await manager.query<{ first: string | null; last: string | null }[]>(
    `/* positionsOfPeriod */
     SELECT (SELECT position FROM command WHERE created_at < $1::timestamptz - ${SLACK}
              ORDER BY created_at DESC LIMIT 1) AS first,
            (SELECT position FROM command WHERE created_at > $2::timestamptz + ${SLACK}
              ORDER BY created_at LIMIT 1) AS last`,
    [from ?? null, to ?? null],
  );
  const last = row?.last == null ? end : lower(BigInt(row.last), end);
  return { from: BigInt(row?.first ?? 0), to: last };
}

/** undefined: nothing matches. */
async function conditionsOf(
  manager: EntityManager,
  filter: AuditFilter,
): Promise<LogConditions | undefined> {
  const sql = new Conditions();
  if (filter.movement !== undefined) sql.add(filter.movement, (p) => `c.movement = ${p}`);
  if (filter.from) sql.add(filter.from, (p) => `c.created_at >= ${p}::timestamptz`);
  if (filter.to) sql.add(filter.to, (p) => `c.created_at < ${p}::timestamptz`);
  if (filter.outcome === 'DONE')
    sql.plain(`(c.outcome ? 'done' OR c.outcome #> '{many,refused}' = '[]')`);
  else if (filter.outcome === 'PARTLY_DONE')
    sql.plain(
      `(NOT (c.outcome ? 'done') AND c.outcome #> '{many,refused}' <> '[]' AND c.outcome #> '{many,done}' <> '[]')`,
    );
  else if (filter.outcome !== undefined) addCode(sql, filter.outcome);
  if (filter.walletId !== undefined) sql.find(filter.walletId, foundByWallet, named);
  if (filter.transactionId !== undefined) {
    const { transactionId } = filter;
    const transaction = (await readTransactions(manager, [transactionId])).get(transactionId);
    if (!transaction) return undefined;
    const [walletId] = mainWalletIdsOf(transaction);
    if (walletId !== undefined) sql.find(walletId, foundByWallet, named);
    sql.add(
      transactionId,
      (
        p,
      ) => `(c.outcome #>> '{done,transactionId}' = ${p} OR c.input::text LIKE '%"' || ${p} || '"%'
        OR c.outcome @> jsonb_build_object('many', jsonb_build_object('done', jsonb_build_array(jsonb_build_object('transactionId', ${p}::text)))))`,
    );
  }
  if (filter.actor !== undefined)
    sql.find(filter.actor, foundByCaller, (parameter) => `c.caller = ${parameter}`);
  return sql;
}

/** That a command names a wallet, as a condition which no index finds. */
function named(parameter: string): string {
  return `c.wallet_ids @> ARRAY[${parameter}::uuid]`;
}

function addCode(sql: Conditions, code: string): void {
  sql.plain(`NOT (c.outcome ? 'done')`);
  sql.add(
    JSON.stringify([{ refused: { code } }, { many: { refused: [{ refused: { code } }] } }]),
    (p) => `(c.outcome @> (${p}::jsonb -> 0) OR c.outcome @> (${p}::jsonb -> 1))`,
  );
}

/** Conditions with their parameters. The first one that an index finds leads the search, and the others only filter. */
class Conditions implements LogConditions {
  readonly conditions: string[] = [];
  readonly values: unknown[] = [];
  #found: readonly string[] | undefined;

  get found(): readonly string[] | undefined {
    return this.#found;
  }
  plain(condition: string): void {
    this.conditions.push(condition);
  }
  add(value: unknown, condition: (parameter: string) => string): void {
    this.conditions.push(condition(this.#parameter(value)));
  }
  find(
    value: unknown,
    found: (parameter: string) => readonly string[],
    condition: (parameter: string) => string,
  ): void {
    if (this.#found === undefined) this.#found = found(this.#parameter(value));
    else this.add(value, condition);
  }
  #parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length + 3}`;
  }
}
