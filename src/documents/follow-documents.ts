import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentTable } from './document-table.js';
import type { TrustedDocuments } from './trusted-documents.js';

/** Between two looks at the table. Milliseconds. */
const INTERVAL_MS = 2_000;
/** How soon a running gateway uses what was added and refuses what was removed, while it reaches its database. */
export const TAKES_EFFECT_WITHIN_SECONDS = 5;

export interface FollowOptions {
  readonly table: Pick<DocumentTable, 'state' | 'ids' | 'read'>;
  readonly documents: TrustedDocuments;
  /** Receives the errors of looks at the table. What is known stays in force. */
  onError(error: unknown): void;
  readonly intervalMs?: number;
}

/**
 * Reads the registered documents, and from then on looks every two seconds whether others were added or removed. A look is
 * one statement that reads no text. Not by notifications: a gateway that misses one would go on to answer a document that
 * the operator has removed.
 * @returns a function that ends it, and resolves when nothing is under way
 * @throws the error of the first read
 */
export async function followDocuments(options: FollowOptions): Promise<() => Promise<void>> {
  const closing = new AbortController();
  let state = await readInto(options, undefined);
  const { signal } = closing;
  const isClosed = (): boolean => signal.aborted;
  const follow = async (): Promise<void> => {
    for (;;) {
      await delay(options.intervalMs ?? INTERVAL_MS, undefined, { signal, ref: false }).catch(
        () => undefined, // rejects on close, and the loop ends
      );
      if (isClosed()) return;
      try {
        state = await readInto(options, state);
      } catch (error) {
        if (!isClosed()) options.onError(error);
      }
    }
  };
  const following = follow();
  return async () => {
    closing.abort();
    await following;
  };
}

/**
 * Reads what has changed since `before`.
 * @returns the state of the table that is known now. It is read first: what changes meanwhile changes the next state too
 */
async function readInto(
  { table, documents }: FollowOptions,
  before: string | undefined,
): Promise<string> {
  const state = await table.state();
  if (state === before) return state;
  const rows = await table.ids();
  const missing = rows.filter((row) => !documents.knows(row)).map(({ id }) => id);
  await documents.replace(
    rows.map(({ id }) => id),
    await table.read(missing),
  );
  return state;
}
