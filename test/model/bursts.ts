import fc from 'fast-check';
import type { Viewer } from '../../src/domain/viewer.js';
import { ADMIN, CASHIER, SERVICE } from '../support/inputs.js';
import type { Fact, Facts } from './checks.js';
import {
  amountText,
  type Command,
  type Dividing,
  type Leg,
  type MoneyText,
  type TransferLine,
} from './commands-and-state.js';

/** A command of a burst, before its wallet is known: numbers choose. */
export interface BurstStep {
  readonly do: Command['do'] | 'nothing';
  readonly a: number;
  readonly b: number;
  /** Minor units. */
  readonly minor: bigint;
  readonly flag: boolean;
  /** Several commands can have one key, also with different inputs. */
  readonly key: number;
  /** Whether it is sent several times at once under different keys, together with a rival. */
  readonly crowd: boolean;
  /** How many splits it has, if it can have some. */
  readonly splits: number;
}

const WEIGHTS: Partial<Record<BurstStep['do'], number>> = {
  // Never generated. fast-check shrinks the commands that a failure does not need to it, because it is first.
  nothing: 0,
  deposit: 2,
  initiateDeposit: 2,
  confirmDeposit: 4,
  failDeposit: 3,
  requestWithdrawal: 4,
  approveWithdrawal: 4,
  rejectWithdrawal: 2,
  cancelWithdrawal: 2,
  purchase: 6,
  completePurchase: 7,
  failPurchase: 4,
  cancelPurchase: 2,
  refundPurchase: 7,
  expireHold: 5,
  claimDailyBonus: 4,
  payReferralCommission: 4,
  distributeEarnings: 2,
  setCreditLine: 4,
  drawCredit: 8,
  repayCredit: 5,
  quoteExchange: 2,
  exchange: 6,
  transfer: 5,
  transferMany: 5,
  adjustBalance: 3,
  proposeRepair: 3,
  approveRepair: 4,
  rejectRepair: 2,
  reverseTransaction: 7,
  post: 5,
  createSystemAccount: 1,
  freezeWallet: 1,
  unfreezeWallet: 3,
};

export const burstStep: fc.Arbitrary<BurstStep> = fc.record({
  do: fc.oneof(
    { withCrossShrink: true },
    ...Object.entries(WEIGHTS).map(([name, weight]) => ({
      weight,
      arbitrary: fc.constant(name as BurstStep['do']),
    })),
  ),
  a: fc.nat(11),
  b: fc.nat(11),
  minor: fc.oneof(
    { weight: 4, arbitrary: fc.bigInt({ min: 1n, max: 400n }) },
    { weight: 1, arbitrary: fc.constantFrom(500n, 1_000n, 1_500n, 2_000n, 2_001n) },
  ),
  flag: fc.boolean(),
  key: fc.nat(199),
  crowd: fc.nat(5).map((choice) => choice === 5),
  splits: fc.nat(3),
});

/** The one caller of each command, so that equal keys meet. Not the caller of what is decided about. */
const CALLERS: Partial<Record<Command['do'], Viewer>> = {
  approveWithdrawal: CASHIER,
  rejectWithdrawal: CASHIER,
  confirmDeposit: CASHIER,
  freezeWallet: CASHIER,
  unfreezeWallet: CASHIER,
  setCreditLine: ADMIN,
  adjustBalance: ADMIN,
  proposeRepair: CASHIER,
  approveRepair: ADMIN,
  rejectRepair: CASHIER,
  reverseTransaction: ADMIN,
  createSystemAccount: ADMIN,
};

interface BurstWallet {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: string;
}

interface BurstCommand {
  readonly command: Command;
  readonly by: Viewer;
  readonly key: string;
}

/** The commands that began what a decision is about. */
const BEGUN_BY: Partial<Record<Command['do'], readonly Fact['command'][]>> = {
  confirmDeposit: ['initiateDeposit'],
  failDeposit: ['initiateDeposit', 'initiateDeposit', 'deposit'],
  approveWithdrawal: ['requestWithdrawal'],
  rejectWithdrawal: ['requestWithdrawal'],
  cancelWithdrawal: ['requestWithdrawal'],
  completePurchase: ['purchase'],
  failPurchase: ['purchase'],
  cancelPurchase: ['purchase'],
  refundPurchase: ['purchase'],
  expireHold: ['purchase', 'requestWithdrawal'],
  approveRepair: ['proposeRepair'],
  rejectRepair: ['proposeRepair'],
};

const REVERSIBLE: readonly Fact['command'][] = [
  ...(['deposit', 'initiateDeposit', 'requestWithdrawal', 'transfer', 'exchange'] as const),
  ...(['adjustBalance', 'claimDailyBonus', 'payReferralCommission', 'earning', 'post'] as const),
  'proposeRepair',
];

/** A different decision that could be made at the same time. */
const RIVALS: Partial<Record<Command['do'], Command['do']>> = {
  confirmDeposit: 'failDeposit',
  approveWithdrawal: 'cancelWithdrawal',
  rejectWithdrawal: 'approveWithdrawal',
  completePurchase: 'failPurchase',
  cancelPurchase: 'completePurchase',
  failPurchase: 'refundPurchase',
  expireHold: 'completePurchase',
  approveRepair: 'rejectRepair',
  rejectRepair: 'approveRepair',
};

/** Turns steps into commands about what earlier bursts began. */
export class Bursts {
  /** Holds that expire before the last burst. */
  due: readonly string[] = [];

  /** @param accounts names of own system accounts, which the beginnings create */
  constructor(
    private readonly wallets: readonly BurstWallet[],
    private readonly accounts: readonly [string, string],
    private readonly facts: Facts,
  ) {}

  /** Begins some of everything, in bursts whose commands do not depend on each other. */
  *beginnings(late: boolean): Generator<readonly BurstCommand[]> {
    const line = (wallet: BurstWallet, minor: bigint) => ({
      walletId: wallet.id,
      ...moneyOf(minor, wallet),
    });
    const within = late ? { expiresInSeconds: 1 } : {};
    yield this.accounts.map((name) => toBurst({ do: 'createSystemAccount', name }));
    yield this.wallets.flatMap((wallet) => [
      toBurst({ do: 'setCreditLine', approved: true, ...line(wallet, 1_500n) }),
      toBurst({ do: 'purchase', ...line(wallet, 400n), ...this.#splits(3, 400n, [wallet]) }),
      toBurst({ do: 'requestWithdrawal', ...line(wallet, 300n) }),
      toBurst({ do: 'initiateDeposit', ...line(wallet, 200n) }),
    ]);
    const bought = this.#begun(['purchase']);
    yield [
      ...bought.map((id) => toBurst({ do: 'completePurchase', transactionId: id })),
      ...this.wallets.map((wallet) => toBurst({ do: 'drawCredit', ...line(wallet, 1_000n) })),
      ...[0, 3].map((from) => this.#quote(from, 100n)),
    ];
    // More than the cash of every other wallet, so that their holds contain credit too.
    yield this.wallets.map((wallet, index) =>
      toBurst({ do: 'purchase', ...line(wallet, index % 2 === 0 ? 3_600n : 600n), ...within }),
    );
    this.due = late ? this.#begun(['purchase']).filter((id) => !bought.includes(id)) : [];
  }

  /** The commands of a step; undefined if there are none. */
  command(one: BurstStep, due: boolean): BurstCommand[] | undefined {
    if (one.do === 'nothing') return undefined;
    // The expiry of a hold that is not due is an error, not a refusal.
    const what = one.do === 'expireHold' && !due ? 'completePurchase' : one.do;
    const command = this.#command(one, what);
    const key = String(one.key);
    if (!command || !one.crowd) return command && [{ ...toBurst(command), key }];
    const rival = this.#rivalOf(command, one);
    return (rival ? [command, command, rival] : [command, command, command, command]).map(
      (each, index) => ({
        ...toBurst(each),
        key: `${key} of a crowd ${index}`,
      }),
    );
  }

  #rivalOf(command: Command, one: BurstStep): Command | undefined {
    const what = RIVALS[command.do];
    if (!what || !('transactionId' in command)) return undefined;
    return this.#about({ ...one, flag: false }, what, command.transactionId);
  }

  #command(one: BurstStep, what: Command['do']): Command | undefined {
    const wallet = this.#wallet(one.a);
    const walletId = wallet.id;
    if (what in BEGUN_BY) return this.#deciding(one, what);
    switch (what) {
      case 'exchange': {
        const { quotes } = this.facts;
        const quoteId = quotes[one.a % Math.max(1, quotes.length)];
        return quoteId === undefined ? undefined : { do: what, quoteId };
      }
      case 'quoteExchange':
        return this.#quote(one.a, one.minor).command;
      case 'payReferralCommission': {
        const id = this.#one(one, this.#begun(undefined, 'COMPLETED', wallet.currency));
        if (id === undefined) return undefined;
        const rateBps = one.flag ? 500 : 10_000;
        return { do: what, walletId, sourceTransactionId: id, rateBps };
      }
      case 'reverseTransaction': {
        const transactionId = this.#one(one, this.#begun(REVERSIBLE, 'COMPLETED'));
        return transactionId === undefined ? undefined : { do: what, transactionId };
      }
      case 'claimDailyBonus':
      case 'freezeWallet':
      case 'unfreezeWallet':
        return { do: what, walletId };
      case 'transfer':
        return { do: what, ...this.#transfer(one, one.a, one.b) };
      case 'transferMany': {
        const inputs = [0, 1, 2].map((more) => this.#transfer(one, one.a + more, one.b + 2 * more));
        return { do: what, inputs, atomic: one.flag };
      }
      case 'distributeEarnings': {
        const lines = [one.a, one.b].map((choice) => {
          const to = this.#wallet(choice);
          return { walletId: to.id, ...moneyOf(one.minor, to) };
        });
        return { do: what, lines };
      }
      case 'setCreditLine': {
        const limit = moneyOf(one.flag ? 1_500n : one.minor, wallet);
        return { do: what, walletId, approved: one.b > 1, ...limit };
      }
      case 'purchase':
      case 'requestWithdrawal': {
        const splits = this.#splits(one.splits, one.minor, [wallet]);
        return { do: what, walletId, ...moneyOf(one.minor, wallet), ...splits };
      }
      case 'createSystemAccount':
        return { do: what, name: this.accounts[one.a % 2 === 0 ? 0 : 1] };
      case 'post':
        return { do: what, legs: this.#legs(one, wallet) };
      case 'adjustBalance':
      case 'proposeRepair': {
        const direction = one.flag ? 'DEBIT' : 'CREDIT';
        return { do: what, walletId, direction, ...moneyOf(one.minor, wallet) };
      }
      case 'deposit': {
        // Now: backdated as soon as another commit comes first. Or before any wallet was opened.
        const moments = one.b < 4 ? { effectiveAt: one.flag ? Date.now() : 0 } : {};
        const splits = this.#splits(one.splits, one.minor, [wallet]);
        return { do: what, walletId, ...moneyOf(one.minor, wallet), ...splits, ...moments };
      }
      default:
        return {
          do: what as 'initiateDeposit' | 'drawCredit' | 'repayCredit',
          walletId,
          ...moneyOf(one.minor, wallet),
        };
    }
  }

  #deciding(one: BurstStep, what: Command['do']): Command | undefined {
    // The status after the last burst: some commands, and the later ones of each burst, come too late.
    const status = what === 'refundPurchase' ? 'COMPLETED' : one.b > 3 ? 'PENDING' : undefined;
    const about = what === 'expireHold' ? this.due : this.#begun(BEGUN_BY[what], status);
    const transactionId = this.#one(one, about.length > 0 ? about : this.#begun(BEGUN_BY[what]));
    return transactionId === undefined ? undefined : this.#about(one, what, transactionId);
  }

  #about(one: BurstStep, what: Command['do'], transactionId: string): Command {
    const fact = this.facts.transactions.get(transactionId);
    const wallet = this.wallets.find(({ id }) => id === fact?.walletId) ?? this.#wallet(0);
    if (what === 'refundPurchase')
      return { do: what, transactionId, ...moneyOf(one.minor, wallet) };
    if (what === 'completePurchase') {
      const money = moneyOf(one.minor, wallet);
      return { do: what, transactionId, ...(one.flag && { money }) };
    }
    return { do: what as 'confirmDeposit', transactionId };
  }

  /** One of the newest dozen. */
  #one(one: BurstStep, ids: readonly string[]): string | undefined {
    return ids.at(-1 - (one.a % Math.max(1, Math.min(12, ids.length))));
  }

  #begun(commands?: readonly Fact['command'][], status?: string, currency?: string): string[] {
    return [...this.facts.transactions].flatMap(([id, fact]) =>
      (!commands || commands.includes(fact.command)) &&
      (!currency || fact.currency === currency) &&
      (!status || this.facts.statusOf(id) === status)
        ? [id]
        : [],
    );
  }

  #wallet(choice: number): BurstWallet {
    const wallet = this.wallets[choice % this.wallets.length];
    if (!wallet) throw new Error('there are no wallets');
    return wallet;
  }

  /** A transfer among the three wallets of one currency; sometimes to the fourth, or to itself. */
  #transfer({ minor, splits }: BurstStep, from: number, to: number): TransferLine & Dividing {
    const wallet = this.#wallet(from % 3);
    const other = this.#wallet(to === 11 ? 3 : to === 10 ? from % 3 : (from + 1 + (to % 2)) % 3);
    return {
      ...{ fromWalletId: wallet.id, toWalletId: other.id, ...moneyOf(minor, wallet) },
      ...this.#splits(splits, minor, [wallet, other]),
    };
  }

  /** A third to one wallet of the currency, a seventh to another one, an eleventh to a system account. */
  #splits(count: number, minor: bigint, own: readonly [BurstWallet, ...BurstWallet[]]): Dividing {
    const [{ currency }] = own;
    const others = this.wallets.filter((one) => one.currency === currency && !own.includes(one));
    const parts = [
      ...others.map(({ id }) => ({ walletId: id })),
      { systemAccount: this.accounts[0] },
      { systemAccount: this.accounts[1] },
    ].map((to, index) => ({ to, part: minor / ([3n, 7n, 11n, 13n][index] ?? 17n) }));
    const splits = parts
      .filter(({ part }) => part > 0n)
      .slice(0, count)
      .map(({ to, part }) => ({ to, ...moneyOf(part, own[0]), label: 'part' }));
    return splits.length > 0 ? { splits } : {};
  }

  /** All of it on a wallet, and against that some on another wallet and the rest on system accounts. */
  #legs({ b, minor, flag }: BurstStep, wallet: BurstWallet): Leg[] {
    const others = this.wallets.filter((one) => one.currency === wallet.currency && one !== wallet);
    const other = others[b % Math.max(1, others.length)];
    const [direction, against] = flag
      ? (['DEBIT', 'CREDIT'] as const)
      : (['CREDIT', 'DEBIT'] as const);
    const part = other ? minor / 2n : 0n;
    const rest = minor - part;
    const legs: readonly [Leg['account'], Leg['direction'], bigint][] = [
      [{ walletId: wallet.id }, direction, minor],
      [{ walletId: other?.id ?? '' }, against, part],
      [{ systemAccount: this.accounts[0] }, against, rest / 2n],
      [{ systemAccount: this.accounts[1] }, against, rest - rest / 2n],
    ];
    return legs
      .filter(([, , amount]) => amount > 0n)
      .map(([account, way, amount]) => ({ account, direction: way, ...moneyOf(amount, wallet) }));
  }

  /** A quote between the two wallets of one owner. */
  #quote(from: number, minor: bigint): BurstCommand {
    const wallet = this.#wallet(from % 2 === 0 ? 0 : 3);
    const to = this.#wallet(from % 2 === 0 ? 3 : 0);
    return toBurst({
      ...{ do: 'quoteExchange', fromWalletId: wallet.id, toWalletId: to.id },
      ...{ ...moneyOf(minor, wallet), rate: from % 2 === 0 ? '151.3' : '0.0066' },
      expiresInSeconds: 3_600,
    });
  }
}

let keys = 0;

function toBurst(command: Command): BurstCommand {
  keys += 1;
  return { command, by: CALLERS[command.do] ?? SERVICE, key: `beginning ${keys}` };
}

function moneyOf(minor: bigint, { currency }: BurstWallet): MoneyText {
  return { amount: amountText(minor, currency), currency };
}
