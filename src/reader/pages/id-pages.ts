import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { decodeCursor, encodeCursor } from './cursor.js';
import { pageOf, walkOf, type Page, type PageArguments } from './page.js';

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * One page of rows in the order of their ids, newest first: UUIDv7 sort by the time they were made.
 * @param list names the list in its cursors
 */
export async function pageById<T extends ObjectLiteral & { id: string }>(
  list: string,
  query: SelectQueryBuilder<T>,
  page: PageArguments,
): Promise<Page<T>> {
  const walk = walkOf(page);
  const id = `${query.alias}.id`;
  if (walk.cursor !== undefined) {
    const [at] = decodeCursor(list, walk.cursor, [UUID]);
    query.andWhere(`${id} ${walk.backwards ? '>' : '<'} :cursor`, { cursor: at });
  }
  const rows = await query
    .orderBy(id, walk.backwards ? 'ASC' : 'DESC')
    .limit(walk.size + 1)
    .getMany();
  return pageOf(
    walk,
    rows.map((node) => ({ cursor: encodeCursor(list, [node.id]), node })),
  );
}
