import type { PermanentRows } from '../../reader/index.js';
import type { Currency } from '../../entities/index.js';

/** Look-ups of currencies by code. */
export interface CurrencyLookUp<C = Currency> {
  get(code: string): C | undefined;
}

/**
 * The currencies that the commands of a batch may ask for. A code that this gateway does not know was looked up in the
 * book under the locks, so that a missing currency is missing there. A code that nothing looked up is an error: to call it
 * unknown would be a guess.
 */
export class LoadedCurrencies implements CurrencyLookUp {
  readonly #missing: ReadonlySet<string>;

  /** @param lookedUp the codes that were looked up; `known` has learnt those that were found */
  constructor(
    private readonly known: PermanentRows<Currency>,
    lookedUp: readonly string[],
  ) {
    this.#missing = new Set(lookedUp.filter((code) => known.get(code) === undefined));
  }

  get(code: string): Currency | undefined {
    // Even if it is known by now: the batch has its time already, which may be earlier than the currency.
    if (this.#missing.has(code)) return undefined;
    const currency = this.known.get(code);
    if (currency) return currency;
    throw new Error(`a movement asks for currency ${code}, which its command does not name`);
  }
}
