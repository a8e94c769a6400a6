import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Metrics } from '../../../metrics/index.js';
import { MAX_NAME_LENGTH } from '../../request-scope.js';
import type { OnUntrusted } from './document-gate.js';

/** Documents that are remembered as logged. One that was forgotten is logged again. */
const MAX_REMEMBERED = 1_000;
/** Lines in a minute. Documents past it are logged when they come again. */
const MAX_LINES_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/**
 * Counts the requests whose document is not registered, and logs each such document once: its SHA-256, its operation and its
 * size, never its text, which can hold values. So an operator sees what clients still send before TRUSTED_DOCUMENTS is
 * `only`, and what it refuses afterwards.
 */
export function observeUntrusted(
  { untrustedDocuments }: Pick<Metrics, 'untrustedDocuments'>,
  only: boolean,
): OnUntrusted {
  const logged = new LRUCache<string, true>({ max: MAX_REMEMBERED });
  let minute = Number.NEGATIVE_INFINITY;
  let lines = 0;
  return (known, operationName, { log }) => {
    const { text, fingerprint } = known;
    untrustedDocuments.inc({ outcome: only ? 'refused' : 'answered' });
    if (logged.get(fingerprint)) return;
    const now = performance.now();
    if (now - minute >= MINUTE_MS) [minute, lines] = [now, 0];
    if (lines >= MAX_LINES_A_MINUTE) return;
    lines += 1;
    logged.set(fingerprint, true);
    const name = known.operation(operationName)?.operation.name?.value ?? operationName;
    log.warn(
      {
        operation: name?.slice(0, MAX_NAME_LENGTH),
        sha256: createHash('sha256').update(text).digest('hex'),
        characters: text.length,
      },
      only
        ? 'refused a document that is not registered'
        : 'answered a document that is not registered: with TRUSTED_DOCUMENTS=only it would be refused',
    );
  };
}
