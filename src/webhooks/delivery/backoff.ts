/** When a delivery is tried again, and for how long. Milliseconds. */
export interface RetryTimes {
  /** Pause after the first failure. Each doubles it. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** Time from the first attempt after which a failure is the last one. */
  readonly giveUpAfterMs: number;
  /** Time after which an event that waits behind a failure gets a row, so that it does not hold the place back. */
  readonly parkAfterMs: number;
}

export const RETRY_TIMES: RetryTimes = {
  firstMs: 1_000,
  mostMs: 3_600_000,
  giveUpAfterMs: 3 * 24 * 3_600_000,
  parkAfterMs: 10_000,
};

/**
 * The pause after a failure: it doubles, up to the most, and varies by a quarter, so that what failed together is not tried
 * again together.
 * @param attempts how many have failed, 1 or more
 * @param random from 0 to 1
 */
export function pauseAfter(
  attempts: number,
  { firstMs, mostMs }: RetryTimes,
  random = Math.random(),
): number {
  // More doublings than 40 would be no whole numbers any more.
  const pause = Math.min(firstMs * 2 ** Math.min(attempts - 1, 40), mostMs);
  return Math.round(pause * (0.75 + random / 2));
}
