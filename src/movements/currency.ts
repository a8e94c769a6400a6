import { movement } from './movement.js';

export interface CreateCurrencyInput {
  /** In the form of `isCurrencyCode`. */
  readonly code: string;
  /** From 0 to 18. */
  readonly digits: number;
  readonly name: string;
}

/**
 * Adds a currency to the book, for good. The same code again is refused even with the same digits and name: a caller who
 * sends it under a new key did not create it.
 */
export const createCurrency = movement<CreateCurrencyInput>({
  name: 'createCurrency',
  act: 'anyone',
  locks: ({ code }) => ({ currencies: [code] }),
  decide({ code, digits, name }, _by, state) {
    const present = state.currency(code);
    if (present)
      return {
        code: 'CURRENCY_EXISTS',
        message: `${code} exists already: ${present.name}, with ${present.digits} digits. A currency never changes. Use it as it is, or choose another code.`,
      };
    return { newCurrency: { code, digits, name, createdAt: state.now } };
  },
});
