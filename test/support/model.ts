/**
 * A book in memory, written from CONTRACT.md alone and knowing nothing of src/: what the commands of
 * the model test ought to lead to. It has no accounts and no entries: a wallet is a number.
 */

/** Ends the search for a smaller sequence that fails too, in milliseconds: each one goes to a database. */
export const LIMITS = { interruptAfterTimeLimit: 150_000, markInterruptAsFailure: true } as const;

/** The currencies that the model uses, and how many digits each has. */
export const DIGITS: Readonly<Record<string, number>> = { USD: 2, JPY: 0, BHD: 3 };

export interface ModelWallet {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: string;
  status: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  /** Minor units. */
  cash: bigint;
  /** How often the cash has changed. */
  changes: number;
}

interface ModelTransaction {
  readonly kind: 'DEPOSIT' | 'TRANSFER' | 'ADJUSTMENT' | 'REVERSAL';
  /** What it did to which wallets. */
  readonly effects: readonly (readonly [wallet: ModelWallet, change: bigint])[];
  reversed: boolean;
}

/** What somebody asks for. Amounts are texts, as a client writes them. */
export type Ask =
  | { do: 'openWallet'; ownerId: string; currency: string }
  | { do: 'deposit'; walletId: string; amount: string; currency: string }
  | { do: 'transfer'; fromWalletId: string; toWalletId: string; amount: string; currency: string }
  | {
      do: 'adjustBalance';
      walletId: string;
      direction: 'CREDIT' | 'DEBIT';
      amount: string;
      currency: string;
    }
  | { do: 'reverseTransaction'; transactionId: string }
  | { do: 'freezeWallet' | 'unfreezeWallet' | 'closeWallet'; walletId: string };

/**
 * What ought to follow. Where several things are wrong at once the contract leaves open which is named:
 * one of `refusals`. None: it is done, about this wallet where it is one that was there.
 */
export interface Expected {
  readonly refusals: readonly string[];
  readonly short?: { readonly available: bigint; readonly required: bigint } | undefined;
  readonly presentWalletId?: string | undefined;
  /** Makes it so, under the id that the book gave. */
  readonly then: (id: string) => void;
}

export interface ModelCaller {
  readonly id: string;
  /** Whether it may spend from any wallet, or from its own alone. */
  readonly anyWallet: boolean;
}

const NOTHING = (): void => undefined;

export class Model {
  readonly wallets = new Map<string, ModelWallet>();
  readonly transactions = new Map<string, ModelTransaction>();

  expect(ask: Ask, by: ModelCaller): Expected {
    switch (ask.do) {
      case 'openWallet':
        return this.#opening(ask);
      case 'deposit':
        return this.#single(ask, 'DEPOSIT', 1n);
      case 'adjustBalance':
        return this.#single(ask, 'ADJUSTMENT', ask.direction === 'CREDIT' ? 1n : -1n);
      case 'transfer':
        return this.#transfer(ask, by);
      case 'reverseTransaction':
        return this.#reversal(ask.transactionId);
      default:
        return this.#status(ask);
    }
  }

  #opening({ ownerId, currency }: Extract<Ask, { do: 'openWallet' }>): Expected {
    const present = [...this.wallets.values()].find(
      (one) => one.ownerId === ownerId && one.currency === currency,
    );
    if (present) return { refusals: [], presentWalletId: present.id, then: NOTHING };
    if (!(currency in DIGITS)) return refusing('UNKNOWN_CURRENCY');
    return {
      refusals: [],
      then: (id) =>
        this.wallets.set(id, { id, ownerId, currency, status: 'ACTIVE', cash: 0n, changes: 0 }),
    };
  }

  #single(
    ask: { walletId: string; amount: string; currency: string },
    kind: 'DEPOSIT' | 'ADJUSTMENT',
    sign: bigint,
  ): Expected {
    const wallet = this.wallets.get(ask.walletId);
    if (!wallet) return refusing('WALLET_NOT_FOUND');
    const refusals = [
      ...(wallet.status === 'CLOSED' ? ['WALLET_NOT_ACTIVE'] : []),
      ...wrongAmount(ask, wallet),
    ];
    if (refusals.length > 0) return refusing(...refusals);
    const amount = minorUnits(ask.amount, wallet.currency);
    return this.#moving(kind, [[wallet, sign * amount]]);
  }

  #transfer(ask: Extract<Ask, { do: 'transfer' }>, by: ModelCaller): Expected {
    const from = this.wallets.get(ask.fromWalletId);
    const to = this.wallets.get(ask.toWalletId);
    if (!from || (!by.anyWallet && from.ownerId !== by.id)) return refusing('WALLET_NOT_FOUND');
    if (from === to) return refusing('SAME_WALLET');
    if (!to) return refusing('WALLET_NOT_FOUND');
    const refusals = [
      ...(from.status !== 'ACTIVE' || to.status === 'CLOSED' ? ['WALLET_NOT_ACTIVE'] : []),
      ...(from.currency === to.currency ? [] : ['CURRENCY_MISMATCH']),
      ...wrongAmount(ask, from),
    ];
    if (refusals.length > 0) return refusing(...refusals);
    const amount = minorUnits(ask.amount, from.currency);
    return this.#moving('TRANSFER', [
      [from, -amount],
      [to, amount],
    ]);
  }

  #reversal(transactionId: string): Expected {
    const original = this.transactions.get(transactionId);
    if (!original) return refusing('TRANSACTION_NOT_FOUND');
    if (original.kind === 'REVERSAL' || original.reversed) return refusing('INVALID_TRANSITION');
    if (original.effects.some(([wallet]) => wallet.status === 'CLOSED')) {
      const short = original.effects.some(([wallet, change]) => wallet.cash < change);
      return refusing('WALLET_NOT_ACTIVE', ...(short ? ['INSUFFICIENT_FUNDS'] : []));
    }
    const opposite = original.effects.map(([wallet, change]) => [wallet, -change] as const);
    const moving = this.#moving('REVERSAL', opposite);
    return {
      ...moving,
      then: (id) => {
        moving.then(id);
        original.reversed = true;
      },
    };
  }

  #status(ask: Extract<Ask, { do: 'freezeWallet' | 'unfreezeWallet' | 'closeWallet' }>): Expected {
    const wallet = this.wallets.get(ask.walletId);
    if (!wallet) return refusing('WALLET_NOT_FOUND');
    const becomes = (
      { freezeWallet: 'FROZEN', unfreezeWallet: 'ACTIVE', closeWallet: 'CLOSED' } as const
    )[ask.do];
    const legal = {
      ACTIVE: ['FROZEN', 'CLOSED'],
      FROZEN: ['ACTIVE', 'CLOSED'],
      CLOSED: [] as string[],
    }[wallet.status];
    if (!legal.includes(becomes)) return refusing('INVALID_TRANSITION');
    if (becomes === 'CLOSED' && wallet.cash !== 0n) return refusing('WALLET_NOT_EMPTY');
    return {
      refusals: [],
      then: () => {
        wallet.status = becomes;
      },
    };
  }

  /** Only what a wallet has can leave it. */
  #moving(kind: ModelTransaction['kind'], effects: ModelTransaction['effects']): Expected {
    for (const [wallet, change] of effects)
      if (wallet.cash + change < 0n)
        return {
          ...refusing('INSUFFICIENT_FUNDS'),
          short: { available: wallet.cash, required: -change },
        };
    return {
      refusals: [],
      then: (id) => {
        for (const [wallet, change] of effects) {
          wallet.cash += change;
          wallet.changes += 1;
        }
        this.transactions.set(id, { kind, effects, reversed: false });
      },
    };
  }
}

function refusing(...refusals: string[]): Expected {
  return { refusals, then: NOTHING };
}

function wrongAmount(
  { amount, currency }: { amount: string; currency: string },
  wallet: ModelWallet,
): string[] {
  if (!(currency in DIGITS)) return ['UNKNOWN_CURRENCY'];
  if (currency !== wallet.currency) return ['CURRENCY_MISMATCH'];
  const digits = DIGITS[currency] ?? 0;
  const [whole = '', fraction = ''] = amount.split('.');
  if (fraction.length > digits || /^[0.]*$/.test(amount)) return ['INVALID_AMOUNT'];
  return whole.length + digits > 38 ? ['AMOUNT_TOO_LARGE'] : [];
}

export function minorUnits(amount: string, currency: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(DIGITS[currency] ?? 0, '0'));
}

/** Minor units as a client writes them. */
export function amountText(minor: bigint, currency: string): string {
  const digits = DIGITS[currency] ?? 0;
  const text = minor.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
