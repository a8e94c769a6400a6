import { z } from 'zod';
import { MAIN_WALLET, WALLET_NAME } from '../../domain/index.js';
import { isCurrencyCode, quoteText } from '../../money/index.js';
import type { Value } from './mapping.js';
import { keys, text } from './section.js';

const column = keys({ column: text('the name of a column') });

function value(what: string, refuse: (constant: string) => string | undefined) {
  return z
    .union([z.string(), column], `must be ${what}, or {column: …}`)
    .superRefine((input, context) => {
      const message = typeof input === 'string' ? refuse(input) : undefined;
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .transform((input): Value => (typeof input === 'string' ? { constant: input } : input));
}

const currency = value('a currency', (code) =>
  isCurrencyCode(code)
    ? undefined
    : `${quoteText(code)} is no currency code: write 3 to 12 capitals and digits, such as COIN, or {column: …}`,
);

const wallet = value('the name of a wallet', (name) =>
  WALLET_NAME.test(name)
    ? undefined
    : `${quoteText(name)} is no name of a wallet: write 1 to 40 small letters, digits and hyphens, such as ${MAIN_WALLET}, or {column: …}`,
);

const unit = z.enum(['major', 'minor'], 'must be major or minor');

/** A boolean is compared as "true" or "false". In PostgreSQL, a boolean column takes "t" too, and SQLite has 1 for it. */
const where = z.record(
  z.string(),
  z
    .union([z.string(), z.boolean(), z.null()], 'must be a text, a number, true, false or null')
    .transform((wanted) => (typeof wanted === 'boolean' ? String(wanted) : wanted)),
  'must be {column: value, …}',
);

/** The keys with which the top of the file has defaults, and a source or the history overrides them whole. */
export const locatedKeys = {
  currency: currency.optional(),
  wallet: wallet.optional(),
  unit: unit.optional(),
  where: where.optional(),
};

export type LocatedInput = z.infer<z.ZodObject<typeof locatedKeys>>;

export function locatedOf(own: LocatedInput, defaults: LocatedInput) {
  return {
    currency: own.currency ?? defaults.currency,
    wallet: own.wallet ?? defaults.wallet ?? { constant: MAIN_WALLET },
    unit: own.unit ?? defaults.unit ?? 'major',
    where: own.where ?? defaults.where ?? {},
  } as const;
}
