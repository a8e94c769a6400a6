import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { seesAll } from '../auth/index.js';
import type { Viewer } from '../domain/index.js';

/** Look-ups that a caller has at once. */
const AT_ONCE = 20;
/** Time after which one of them comes back. Milliseconds. */
const COMES_BACK_MS = 30_000;
/** Callers who are remembered. Past it, the one whose last look-up is the oldest is forgotten. */
const MAX_CALLERS = 50_000;

interface Bucket {
  /** Look-ups that were left at the moment `at`. */
  readonly left: number;
  readonly at: number;
}

/**
 * How often a caller may look up whom to pay: twenty at once, and one more every half minute, so that no caller walks through
 * all owners. Callers who see all wallets have no limit, because they can list them. Each gateway process counts by itself:
 * behind several, a caller has as many times more.
 */
export class PayeeQuota {
  /** A caller who has all look-ups again is forgotten. */
  readonly #buckets = new LRUCache<string, Bucket>({
    // Not `max`, for which lru-cache would fill arrays of 50,000 at every start.
    maxSize: MAX_CALLERS,
    sizeCalculation: () => 1,
    ttl: AT_ONCE * COMES_BACK_MS,
  });

  /** @param now milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Takes one look-up. @throws GraphQLError RATE_LIMITED with the time to wait, and nothing taken */
  take(viewer: Viewer): void {
    if (seesAll(viewer)) return;
    const now = this.now();
    const bucket = this.#buckets.get(viewer.id);
    const left = bucket
      ? Math.min(AT_ONCE, bucket.left + (now - bucket.at) / COMES_BACK_MS)
      : AT_ONCE;
    if (left < 1) throw usedUp(Math.ceil((1 - left) * COMES_BACK_MS));
    this.#buckets.set(viewer.id, { left: left - 1, at: now });
  }
}

function usedUp(retryAfterMs: number): GraphQLError {
  return new GraphQLError(
    `You have looked up ${AT_ONCE} payees. One more is possible every ${COMES_BACK_MS / 1_000} seconds. Retry in ${retryAfterMs} ms.`,
    { extensions: { code: 'RATE_LIMITED', retryAfterMs } },
  );
}
