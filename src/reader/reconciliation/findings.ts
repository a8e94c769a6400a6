import type { EntityManager } from 'typeorm';
import type { FindingCode } from '../../domain/index.js';
import { decodeCursor, encodeCursor, UUID } from '../pages/cursor.js';
import { pageOf, pageRequestOf, type Page, type PageArguments } from '../pages/page.js';
import { Parameters } from '../pages/parameters.js';

/** What is wrong, as a run saw it last. */
export interface Finding {
  readonly id: string;
  /** What was compared: `book`, or a source or statement by its name. */
  readonly scope: string;
  readonly code: FindingCode;
  readonly severity: 'ERROR' | 'WARNING';
  readonly subject: string;
  readonly walletId: string | null;
  readonly transactionId: string | null;
  readonly currency: string | null;
  readonly firstSeenAt: Date;
  readonly expected: string;
  readonly actual: string;
}

/** The findings that are open: those of a wallet now, or those that were open when a run had ended. */
export type FindingFilter =
  | { readonly walletId: string }
  | {
      /** Of the run's result. A bigint as text. */
      readonly number: string;
      readonly scopes: readonly string[];
      readonly codes?: readonly FindingCode[] | undefined;
    };

interface FindingRow extends Omit<Finding, 'walletId' | 'transactionId' | 'firstSeenAt'> {
  readonly wallet_id: string | null;
  readonly transaction_id: string | null;
  readonly first_seen_at: Date;
}

/** A page of findings, oldest first. */
export async function readFindingsPage(
  manager: EntityManager,
  filter: FindingFilter,
  page: PageArguments,
): Promise<Page<Finding>> {
  const request = pageRequestOf(page);
  const list = 'walletId' in filter ? `findings ${filter.walletId}` : `findings ${filter.number}`;
  const [start] = request.cursor === undefined ? [] : decodeCursor(list, request.cursor, [UUID]);
  const read = (beyond: '<' | '>' | '<=' | '>=', most: number): Promise<FindingRow[]> => {
    const parameters = new Parameters();
    const conditions = conditionsOf(filter, parameters);
    if (start !== undefined) conditions.push(`f.id ${beyond} ${parameters.add(start)}::uuid`);
    return parameters.query<FindingRow>(
      manager,
      `/* findings */
       SELECT f.id, f.scope, f.code, f.severity, f.subject, f.wallet_id, f.transaction_id, f.currency, f.first_seen_at,
              s.expected, s.actual
         FROM finding f CROSS JOIN LATERAL (${newestSql(filter, parameters)}) s
        WHERE s.open AND ${conditions.join(' AND ')}
        ORDER BY f.id ${beyond.startsWith('<') ? 'DESC' : 'ASC'} LIMIT ${most}`,
    );
  };
  const rows = await read(request.backwards ? '<' : '>', request.size + 1);
  // With the finding of the cursor itself, which is on the other side unless it was closed meanwhile.
  const others = start === undefined ? [] : await read(request.backwards ? '>=' : '<=', 1);
  return pageOf(
    request,
    rows.map((row) => ({ cursor: encodeCursor(list, [row.id]), node: findingOf(row) })),
    others.length > 0,
  );
}

function conditionsOf(filter: FindingFilter, parameters: Parameters): string[] {
  if ('walletId' in filter) return [`f.wallet_id = ${parameters.add(filter.walletId)}::uuid`];
  const ofScopes = `f.scope = ANY(${parameters.add(filter.scopes)}::text[])`;
  if (filter.codes === undefined) return [ofScopes];
  return [ofScopes, `f.code = ANY(${parameters.add(filter.codes)}::text[])`];
}

/** SQL for the newest state of finding `f`: of all, or up to a run. */
function newestSql(filter: FindingFilter, parameters: Parameters): string {
  const upTo =
    'number' in filter ? `AND state.number <= ${parameters.add(filter.number)}::bigint` : '';
  return `SELECT state.open, state.expected, state.actual FROM finding_state state
           WHERE state.finding_id = f.id ${upTo} ORDER BY state.number DESC LIMIT 1`;
}

function findingOf({
  wallet_id: walletId,
  transaction_id: transactionId,
  first_seen_at: firstSeenAt,
  ...row
}: FindingRow): Finding {
  return { ...row, walletId, transactionId, firstSeenAt };
}
