import { randomUUID } from 'node:crypto';
import type { ImportSession } from './session.js';

const FETCH = 1_000;

/**
 * The rows of one query over all sessions, in the order of `compare`, in which each session's query must return them.
 * They are fetched a thousand at a time, so any number of them takes little memory. Each session must be in a transaction.
 */
export async function* merged<Row>(
  sessions: readonly ImportSession[],
  sql: string,
  values: readonly unknown[],
  compare: (a: Row, b: Row) => number,
): AsyncGenerator<Row> {
  const sources = sessions.map((session) => fetched<Row>(session, sql, values));
  const heads = await Promise.all(sources.map(async (source) => source.next()));
  for (;;) {
    let least: number | undefined;
    for (const [index, head] of heads.entries()) {
      if (head.done) continue;
      const best = least === undefined ? undefined : heads[least];
      if (!best || best.done || compare(head.value, best.value) < 0) least = index;
    }
    if (least === undefined) return;
    const head = heads[least];
    if (head && !head.done) yield head.value;
    const source = sources[least];
    if (source) heads[least] = await source.next();
  }
}

async function* fetched<Row>(
  session: ImportSession,
  sql: string,
  values: readonly unknown[],
): AsyncGenerator<Row, undefined> {
  const cursor = `"${randomUUID()}"`;
  await session.rows(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, values);
  for (;;) {
    const rows = await session.rows<Row>(`FETCH ${FETCH} FROM ${cursor}`);
    yield* rows;
    if (rows.length < FETCH) break;
  }
  await session.rows(`CLOSE ${cursor}`);
  return undefined;
}
