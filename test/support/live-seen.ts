import type { BookEntry, Interval, Shown } from './live-messages.js';

/** A balance as a push or a list has it. */
export interface PushedBalance {
  readonly available: Money;
  readonly spendable: Money;
  readonly held: Money;
  readonly cash: Money;
  readonly credit: Money;
  readonly total: Money;
  readonly version: number;
}

interface Money {
  readonly amount: string;
}

const FIGURES = ['available', 'spendable', 'held', 'cash', 'credit', 'total'] as const;

/** What is asked of a balance. */
export const BALANCE = `balance { ${FIGURES.map((one) => `${one} { amount }`).join(' ')} version }`;

/** A balance as it is compared. @throws Error where its figures are not those of cash alone */
export function shownOf(balance: PushedBalance): Shown {
  const { amount } = balance.available;
  const should = { held: '0.00', credit: '0.00' } as Record<string, string>;
  const odd = FIGURES.find((figure) => balance[figure].amount !== (should[figure] ?? amount));
  if (odd) throw new Error(`${odd} is of another moment: ${JSON.stringify(balance)}`);
  return { version: balance.version, available: amount };
}

/** One wallet as one subscription has shown it from the first push to the last. */
export class Seen {
  readonly wrong: string[] = [];
  #session = -1;
  /** The last that was pushed: a list may be ahead of the pushes, which the client then drops. */
  #pushed: Shown = { version: -1, available: '' };
  #pushes = 0;
  readonly #shown: (Shown & { readonly at: number; readonly session: number })[] = [];

  /** @param strict whether each push of a session must be newer than the one before it */
  constructor(
    readonly walletId: string,
    private readonly strict: boolean,
  ) {}

  get version(): number {
    return this.#shown.at(-1)?.version ?? -1;
  }

  get available(): string | undefined {
    return this.#shown.at(-1)?.available;
  }

  get pushes(): number {
    return this.#pushes;
  }

  /** Takes a push. @param session counts the connections: after a new one the same version may come again */
  push(shown: Shown, session: number): void {
    const { version, available } = shown;
    const before = this.#pushed;
    const again = version === before.version && (!this.strict || session !== this.#session);
    if (version <= before.version && !again)
      this.wrong.push(`${this.walletId}: version ${version} after ${before.version}`);
    if (version === before.version && available !== before.available)
      this.wrong.push(`${this.walletId}: two balances of version ${version}`);
    this.#session = session;
    this.#pushed = shown;
    this.#pushes += 1;
    if (version >= this.version) this.#shown.push({ ...shown, at: now(), session });
  }

  /** Takes what a list says, which may be older than the last push. */
  list(shown: Shown): void {
    if (shown.version > this.version) this.#shown.push({ ...shown, at: NaN, session: -1 });
  }

  /** Holds all that was shown against the book. Faults are added to `wrong`, latencies to `into`. */
  judge(
    book: readonly BookEntry[],
    last: Shown,
    faults: readonly Interval[],
    into: number[],
  ): void {
    for (const { version, available } of this.#shown) {
      const right = version === 0 ? '0.00' : book[version - 1]?.available;
      if (right !== available)
        this.wrong.push(`${this.walletId}: version ${version} with ${available}, not ${right}`);
    }
    if (this.version !== last.version || this.available !== last.available)
      this.wrong.push(
        `${this.walletId}: at last ${this.version} with ${this.available}, a query says ${last.version} with ${last.available}`,
      );
    this.#latencies(book, faults, into);
  }

  #latencies(book: readonly BookEntry[], faults: readonly Interval[], into: number[]): void {
    for (const [index, push] of this.#shown.entries()) {
      const before = this.#shown[index - 1];
      if (before?.session !== push.session) continue;
      for (let version = before.version + 1; version <= push.version; version++) {
        const { at } = book[version - 1] ?? { at: NaN };
        if (!faults.some(({ from, to }) => at >= from && at <= to)) into.push(push.at - at);
      }
    }
  }
}

/** Milliseconds since 1970, with their fractions. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
