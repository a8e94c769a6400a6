/** Outcomes of the last moment: the second click of a double click gets them. */
export class Recent {
  readonly #outcomes = new Map<
    string,
    { readonly outcome: Promise<unknown>; readonly until: number }
  >();

  /** @param momentMs from the first click, in milliseconds */
  constructor(private readonly momentMs: number) {}

  /** Keeps an outcome for the rest of the moment. @param ageMs since the first click */
  add(fingerprint: string, outcome: Promise<unknown>, ageMs: number): void {
    const restMs = Math.min(this.momentMs, this.momentMs - ageMs);
    this.#purge();
    if (restMs > 0) this.#outcomes.set(fingerprint, { outcome, until: performance.now() + restMs });
  }

  get(fingerprint: string): Promise<unknown> | undefined {
    this.#purge();
    return this.#outcomes.get(fingerprint)?.outcome;
  }

  /** Forgets those of earlier moments. They are nearly in the order in which they end. */
  #purge(): void {
    for (const [fingerprint, { until }] of this.#outcomes) {
      if (until > performance.now()) return;
      this.#outcomes.delete(fingerprint);
    }
  }
}
