import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { decodeCursor, encodeCursor } from './cursor.js';
import { pageOf, pageRequestOf, type Page, type PageArguments } from './page.js';

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A page of rows ordered by id, newest first: UUIDv7 ids sort by the time of their creation.
 * @param list the list's name in its cursors
 */
export async function pageById<T extends ObjectLiteral & { id: string }>(
  list: string,
  query: SelectQueryBuilder<T>,
  page: PageArguments,
): Promise<Page<T>> {
  const request = pageRequestOf(page);
  const id = `${query.alias}.id`;
  if (request.cursor !== undefined) {
    const [at] = decodeCursor(list, request.cursor, [UUID]);
    query.andWhere(`${id} ${request.backwards ? '>' : '<'} :cursor`, { cursor: at });
  }
  const rows = await query
    .orderBy(id, request.backwards ? 'ASC' : 'DESC')
    .limit(request.size + 1)
    .getMany();
  return pageOf(
    request,
    rows.map((node) => ({ cursor: encodeCursor(list, [node.id]), node })),
  );
}
