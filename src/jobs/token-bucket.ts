/** A bucket of tokens that fills again with time. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  /** @param size tokens of a full bucket @param perMs tokens that come in a millisecond */
  constructor(
    private readonly size: number,
    private readonly perMs: number,
    private readonly now: () => number,
  ) {
    this.#tokens = size;
    this.#at = now();
  }

  /** Takes a token. @returns whether there was one */
  take(): boolean {
    const now = this.now();
    this.#tokens = Math.min(this.size, this.#tokens + (now - this.#at) * this.perMs);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
