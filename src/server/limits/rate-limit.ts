import type { Role, Viewer } from '../../domain/index.js';
import { GraphQLError } from 'graphql';

/** What a caller may still ask for, as `extensions.cost` of a response tells it. */
export interface CostReport {
  /** Points that this operation took: about the number of values that it asks for. */
  readonly requested: number;
  /** Points that are left. Below zero, the next operation is refused until they are above it again. */
  readonly remaining: number;
  /** The most points that a caller can have. */
  readonly maximum: number;
  /** Points that come back in a second. */
  readonly restoresPerSecond: number;
}

/** A caller has the points of this time at once, and all of them again after a pause as long. Seconds. */
const BURST_SECONDS = 10;

interface Bucket {
  /** At the moment `at`; may be below zero. */
  readonly points: number;
  readonly at: number;
  /** When all points are back: the bucket then says nothing any more. */
  readonly fullAt: number;
}

/** Buckets that are not full, and looked at for each operation in search of full ones. */
const LOOK_AT = 8;

/**
 * A rate of cost for each caller, by a token bucket: a caller has points for ten seconds, each operation takes its
 * cost, and points come back at the rate of the caller's role. An operation runs as long as there is a point left, so
 * that even the dearest runs, and its debt then has to come back first.
 *
 * Not a library: rate-limiter-flexible and @fastify/rate-limit count in fixed windows, and the bucket of `limiter`
 * refuses for ever what costs more than the bucket holds.
 */
export class RateLimit {
  /** The bucket that was used last is the last one. */
  readonly #buckets = new Map<string, Bucket>();

  /**
   * @param rates points a second by role; a caller with several roles has the best of them, and a role that is not named
   * has no limit
   * @param now milliseconds
   */
  constructor(
    private readonly rates: ReadonlyMap<string, number>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Takes the cost of an operation from its caller's points.
   * @returns what is left; undefined if the caller has no limit
   * @throws GraphQLError RATE_LIMITED, with nothing taken
   */
  charge(viewer: Viewer, cost: number): CostReport | undefined {
    this.refuseDebtor(viewer, cost);
    return this.spend(viewer, cost);
  }

  /** @throws GraphQLError RATE_LIMITED if the caller has no point left */
  refuseDebtor({ id, roles }: Viewer, cost = 0): void {
    const rate = this.#rateOf(roles);
    if (rate === undefined) return;
    const maximum = rate * BURST_SECONDS;
    const points = this.#pointsOf(id, rate, maximum);
    if (points <= 0) throw rateLimited(-points, { requested: cost, maximum, rate });
  }

  /** Takes a cost, whether or not the caller has points left. @returns what is left; undefined without a limit */
  spend({ id, roles }: Viewer, cost: number): CostReport | undefined {
    const rate = this.#rateOf(roles);
    if (rate === undefined) return undefined;
    const maximum = rate * BURST_SECONDS;
    const left = this.#pointsOf(id, rate, maximum) - cost;
    const at = this.now();
    this.#forgetFull(at);
    this.#buckets.delete(id);
    this.#buckets.set(id, { points: left, at, fullAt: at + ((maximum - left) / rate) * 1_000 });
    return { requested: cost, remaining: Math.floor(left), maximum, restoresPerSecond: rate };
  }

  #rateOf(roles: readonly Role[]): number | undefined {
    let best: number | undefined;
    for (const role of roles) {
      const rate = this.rates.get(role);
      if (rate === undefined) return undefined;
      best = Math.max(best ?? 0, rate);
    }
    return best;
  }

  #pointsOf(id: string, rate: number, maximum: number): number {
    const bucket = this.#buckets.get(id);
    if (!bucket) return maximum;
    return Math.min(maximum, bucket.points + ((this.now() - bucket.at) / 1_000) * rate);
  }

  /** Forgets callers that have all their points again. */
  #forgetFull(now: number): void {
    let left = LOOK_AT;
    for (const [id, { fullAt }] of this.#buckets) {
      if (fullAt <= now) this.#buckets.delete(id);
      // A caller in debt stays at the front for long.
      else if ((left -= 1) === 0) break;
    }
  }
}

function rateLimited(
  debt: number,
  { requested, maximum, rate }: { requested: number; maximum: number; rate: number },
): GraphQLError {
  const retryAfterMs = Math.max(1, Math.ceil(((debt + 1) / rate) * 1_000));
  const cost: CostReport = {
    ...{ requested, remaining: Math.floor(-debt), maximum },
    restoresPerSecond: rate,
  };
  return new GraphQLError(
    `You have used your ${rate} points a second. Nothing was executed. Retry in ${retryAfterMs} ms, a mutation with the same idempotencyKey.`,
    { extensions: { code: 'RATE_LIMITED', retryAfterMs, cost } },
  );
}
