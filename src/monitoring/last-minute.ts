const SLICE_MS = 5_000;
const SLICES = 12;

/**
 * Keeps what was noted in the last minute: a tally for each five seconds, the oldest let go of as a new
 * one begins. What it holds is of the last 55 to 60 seconds. No timer runs: whoever notes or asks finds
 * the time.
 */
export class LastMinute<Tally> {
  readonly #slices: { readonly number: number; readonly tally: Tally }[] = [];
  readonly #began: number;

  /**
   * @param now milliseconds of a clock that is never set back
   * @param empty a tally of nothing
   */
  constructor(
    private readonly now: () => number,
    private readonly empty: () => Tally,
  ) {
    this.#began = now();
  }

  /** The tally to note in now. */
  get current(): Tally {
    const number = this.#number();
    const last = this.#slices.at(-1);
    if (last?.number === number) return last.tally;
    this.#forget(number);
    const tally = this.empty();
    this.#slices.push({ number, tally });
    return tally;
  }

  /** All tallies of the last minute in which something was noted. */
  get all(): Tally[] {
    this.#forget(this.#number());
    return this.#slices.map(({ tally }) => tally);
  }

  /** How many seconds before now they are of. */
  get seconds(): number {
    const oldest = Math.max(0, this.#number() - SLICES + 1);
    return (this.now() - this.#began - oldest * SLICE_MS) / 1_000;
  }

  #number(): number {
    return Math.floor((this.now() - this.#began) / SLICE_MS);
  }

  #forget(current: number): void {
    const kept = this.#slices.findIndex(({ number }) => number > current - SLICES);
    this.#slices.splice(0, kept === -1 ? this.#slices.length : kept);
  }
}
