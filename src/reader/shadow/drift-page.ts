import type { EntityManager } from 'typeorm';
import { decodeCursor, encodeCursor } from '../pages/cursor.js';
import { pageOf, pageRequestOf, type Page, type PageArguments } from '../pages/page.js';
import { type Drift, type DriftFilter, type DriftRange, readDrift } from './drift.js';
import { lastRun, shadowSchema } from './shadow-schema.js';

const ID = /^[1-9][0-9]{0,18}$/;

/**
 * A page of the disagreements that the last shadow of the book has found, oldest first. Empty if nothing was ever shadowed.
 * @throws InputError for a wrong page or cursor
 */
export async function readDriftPage(
  manager: EntityManager,
  filter: Omit<DriftFilter, 'run'>,
  page: PageArguments,
): Promise<Page<Drift>> {
  const { backwards, size, cursor } = pageRequestOf(page);
  const [id] = cursor === undefined ? [] : decodeCursor('drift', cursor, [ID]);
  const request = { backwards, size, cursor };
  const [row] = await manager.query<{ book: string }[]>(
    '/* drift */ SELECT current_schema() AS book',
  );
  const schema = shadowSchema(row?.book ?? '');
  const run = await lastRun(manager, schema);
  if (!run) return pageOf<Drift>(request, [], false);
  const read = (range: DriftRange): Promise<Drift[]> =>
    readDrift(manager, schema, { ...filter, run: run.number }, range);
  const startAt = (beyond: '<' | '>' | '<=' | '>='): Pick<DriftRange, 'start'> =>
    id === undefined ? {} : { start: { id, beyond } };
  const rows = await read({ ...startAt(backwards ? '<' : '>'), backwards, limit: size + 1 });
  const others =
    id === undefined ? [] : await read({ ...startAt(backwards ? '>=' : '<='), limit: 1 });
  return pageOf(
    request,
    rows.map((node) => ({ cursor: encodeCursor('drift', [node.id]), node })),
    others.length > 0,
  );
}
