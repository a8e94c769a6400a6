import {
  DecimalError,
  oneUnit,
  parseDecimal,
  toMinorUnits,
  type Amount,
  type Currency,
} from '../money/index.js';
import type { SealedSecret } from '../domain/index.js';
import type { Settings } from '../ledger/index.js';

/** The operator's choices. */
export interface SettingsOptions {
  /** A decimal text for each named currency; "0" for none. */
  readonly dailyBonus?: ReadonlyMap<string, string> | undefined;
  /** Whether every other currency pays one unit, and not none. */
  readonly defaultBonus?: boolean | undefined;
  /** How many wallets a member opens at most. Default: 20. */
  readonly walletsPerOwner?: number | undefined;
  /** Whether the gateway can send e-mail. Default: no. */
  readonly sendsMail?: boolean | undefined;
  /** Makes the secrets of webhooks. Absent: the operator has set no key to encrypt them with. */
  readonly newWebhookSecret?: ((webhookId: string) => SealedSecret) | undefined;
}

type Currencies = Pick<ReadonlyMap<string, Currency>, 'get'>;

/**
 * The operator's settings, checked against the book's currencies.
 * @throws Error that names the currency and what is wrong with its setting
 */
export function settingsFor(
  {
    dailyBonus = new Map(),
    defaultBonus = true,
    walletsPerOwner = 20,
    sendsMail = false,
    newWebhookSecret = noKey,
  }: SettingsOptions,
  currencies: Currencies,
): Settings {
  const amounts = new Map<string, Amount>();
  for (const [code, text] of dailyBonus) amounts.set(code, bonusOf(text, code, currencies));
  return {
    walletsPerOwner,
    sendsMail,
    newWebhookSecret,
    dailyBonus: (currency) => amounts.get(currency.code) ?? (defaultBonus ? oneUnit(currency) : 0n),
  };
}

function noKey(): never {
  throw new Error('there is no key to encrypt secrets of webhooks with');
}

function bonusOf(text: string, code: string, currencies: Currencies): Amount {
  const currency = currencies.get(code);
  if (!currency)
    throw new Error(
      `DAILY_BONUS: ${code} is not a currency of this book: remove it or correct the code`,
    );
  try {
    const minor = toMinorUnits(parseDecimal(text), currency);
    if (minor.ok) return minor.amount;
  } catch (error) {
    if (!(error instanceof DecimalError)) throw error;
  }
  throw new Error(
    `DAILY_BONUS: ${code} must have an amount with at most ${currency.digits} digits after the point, or 0 for no bonus`,
  );
}
