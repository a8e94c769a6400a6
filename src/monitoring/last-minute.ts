const SLICE_MS = 5_000;
const SLICE_COUNT = 12;

/**
 * Tallies of the last minute, one for each five seconds. The oldest is dropped when a new one begins, so the
 * tallies cover the last 55 to 60 seconds. No timer runs: each access reads the clock.
 */
export class LastMinute<Tally> {
  readonly #slices: { readonly number: number; readonly tally: Tally }[] = [];
  readonly #startMs: number;

  /**
   * @param now a monotonic clock, in milliseconds
   * @param createTally makes an empty tally
   */
  constructor(
    private readonly now: () => number,
    private readonly createTally: () => Tally,
  ) {
    this.#startMs = now();
  }

  /** The tally of the current slice. */
  get current(): Tally {
    const number = this.#sliceNumber();
    const last = this.#slices.at(-1);
    if (last?.number === number) return last.tally;
    this.#dropOld(number);
    const tally = this.createTally();
    this.#slices.push({ number, tally });
    return tally;
  }

  /** All tallies of the last minute, oldest first; slices without an access have none. */
  get all(): Tally[] {
    this.#dropOld(this.#sliceNumber());
    return this.#slices.map(({ tally }) => tally);
  }

  /** Seconds that the tallies cover, up to now. */
  get seconds(): number {
    const oldest = Math.max(0, this.#sliceNumber() - SLICE_COUNT + 1);
    return (this.now() - this.#startMs - oldest * SLICE_MS) / 1_000;
  }

  #sliceNumber(): number {
    return Math.floor((this.now() - this.#startMs) / SLICE_MS);
  }

  #dropOld(current: number): void {
    const kept = this.#slices.findIndex(({ number }) => number > current - SLICE_COUNT);
    this.#slices.splice(0, kept === -1 ? this.#slices.length : kept);
  }
}
