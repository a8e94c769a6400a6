import { randomUUID } from 'node:crypto';
import {
  type Command,
  type Dividing,
  type Dated,
  type MoneyText,
  type Kind,
  type Line,
  type ModelState,
  type ModelTransaction,
  type ModelWallet,
  smaller,
  type TransferLine,
} from './commands-and-state.js';
import { chooseMoney, type Names, PartsChooser } from './choose-parts.js';
import { HOLDING } from './holds.js';
import { isEmpty } from './model.js';
import { REVERSIBLE } from './payments.js';
import type { Step, StepAmount } from './runs.js';

type Status = ModelTransaction['status'];

/** The transactions that a decision makes sense for. */
const DECIDABLE: Record<
  | 'confirmDeposit'
  | 'failDeposit'
  | 'approveWithdrawal'
  | 'rejectWithdrawal'
  | 'cancelWithdrawal'
  | 'completePurchase'
  | 'failPurchase'
  | 'cancelPurchase'
  | 'refundPurchase'
  | 'approveRepair'
  | 'rejectRepair'
  | 'reverseTransaction'
  | 'expireHold',
  { kinds: readonly Kind[]; statuses: readonly Status[] }
> = {
  confirmDeposit: { kinds: ['DEPOSIT'], statuses: ['PENDING'] },
  failDeposit: { kinds: ['DEPOSIT'], statuses: ['PENDING', 'COMPLETED'] },
  approveWithdrawal: { kinds: ['WITHDRAWAL'], statuses: ['PENDING'] },
  rejectWithdrawal: { kinds: ['WITHDRAWAL'], statuses: ['PENDING'] },
  cancelWithdrawal: { kinds: ['WITHDRAWAL'], statuses: ['PENDING'] },
  completePurchase: { kinds: ['PURCHASE'], statuses: ['PENDING'] },
  failPurchase: { kinds: ['PURCHASE'], statuses: ['PENDING', 'COMPLETED'] },
  cancelPurchase: { kinds: ['PURCHASE'], statuses: ['PENDING'] },
  refundPurchase: { kinds: ['PURCHASE'], statuses: ['COMPLETED'] },
  approveRepair: { kinds: ['ADJUSTMENT'], statuses: ['PENDING'] },
  rejectRepair: { kinds: ['ADJUSTMENT'], statuses: ['PENDING'] },
  reverseTransaction: { kinds: REVERSIBLE, statuses: ['COMPLETED'] },
  expireHold: { kinds: HOLDING, statuses: ['PENDING'] },
};

/** The command to send instead if nothing exists yet that this one could continue. */
const INSTEAD: Partial<Record<Command['do'], Command['do']>> = {
  confirmDeposit: 'initiateDeposit',
  failDeposit: 'initiateDeposit',
  approveWithdrawal: 'requestWithdrawal',
  rejectWithdrawal: 'requestWithdrawal',
  cancelWithdrawal: 'requestWithdrawal',
  completePurchase: 'purchase',
  failPurchase: 'purchase',
  cancelPurchase: 'purchase',
  refundPurchase: 'completePurchase',
  approveRepair: 'proposeRepair',
  rejectRepair: 'proposeRepair',
  exchange: 'quoteExchange',
  repayCredit: 'drawCredit',
  expireHold: 'purchase',
  unfreezeWallet: 'deposit',
};

/** The wallets for which a command makes sense. */
const PREFERRED: Partial<Record<Command['do'], (wallet: ModelWallet) => boolean>> = {
  unfreezeWallet: ({ status }) => status === 'FROZEN',
  freezeWallet: ({ status, held }) => status === 'ACTIVE' && held > 0n,
  closeWallet: (wallet) => wallet.status !== 'CLOSED' && isEmpty(wallet) && wallet.changes > 0,
  drawCredit: ({ line }) => line.limit > 0n,
  repayCredit: ({ owed }) => owed > 0n,
};

/** Turns steps into commands, most of them sensible and near the borders where the rules decide. */
export class Chooser {
  readonly #parts: PartsChooser;

  constructor(
    private readonly state: ModelState,
    private readonly names: Names,
  ) {
    this.#parts = new PartsChooser(state, names);
  }

  /** The command of a step; undefined if nothing exists yet that it could be about. */
  command(one: Step, what: Command['do']): Command | undefined {
    const instead = INSTEAD[what];
    if (instead && !one.wild && !this.#canGoOn(what))
      return this.command(
        { ...one, expiresInSeconds: what === 'expireHold' ? 1 : one.expiresInSeconds },
        instead,
      );
    if (what in DECIDABLE) return this.#deciding(one, what as keyof typeof DECIDABLE);
    const walletId = this.#wallet(one.a, one.wild ? undefined : PREFERRED[what]);
    const wallet = this.state.wallets.get(walletId);
    switch (what) {
      case 'openWallet':
        return {
          ...{ do: what, ownerId: this.names.owner(one.a), currency: this.#currencyToOpen(one) },
          name: one.flag ? 'savings' : 'main',
        };
      case 'freezeWallet':
      case 'unfreezeWallet':
      case 'closeWallet':
      case 'claimDailyBonus':
        return { do: what, walletId };
      case 'setCreditLine': {
        const limit = this.#money(one, wallet, (wallet?.owed ?? 0n) * 2n);
        return { do: what, walletId, approved: one.by % 8 !== 0, ...limit };
      }
      case 'payReferralCommission': {
        const { rateBps } = one;
        return { do: what, walletId, sourceTransactionId: this.#source(one, wallet), rateBps };
      }
      case 'adjustBalance': {
        const direction = one.flag ? 'DEBIT' : 'CREDIT';
        const money = this.#money(one, wallet, wallet?.cash);
        return { do: what, walletId, direction, ...money, ...effectOf(one, wallet) };
      }
      case 'proposeRepair': {
        const direction = one.flag ? 'DEBIT' : 'CREDIT';
        return { do: what, walletId, direction, ...this.#money(one, wallet, wallet?.cash) };
      }
      case 'requestWithdrawal':
      case 'purchase': {
        const within = one.expiresInSeconds;
        const money = this.#money(one, wallet, near(what, wallet));
        return {
          ...{ do: what, walletId, ...money, ...this.#parts.splits(one, money, [walletId]) },
          ...(within !== undefined && { expiresInSeconds: within }),
        };
      }
      case 'exchange':
        return { do: what, quoteId: this.#quote(one) };
      case 'quoteExchange': {
        const line = { ...this.#line(one, walletId, one.amount), toWalletId: this.#sibling(one) };
        return { do: what, ...line, rate: one.rate, expiresInSeconds: one.expiresInSeconds ?? 60 };
      }
      case 'transfer':
        return { do: what, ...this.#dividedLine(one, walletId, one.amount) };
      case 'transferMany': {
        const inputs = [one.amount, ...one.more].map((amount, index) =>
          this.#dividedLine({ ...one, b: one.b + index }, walletId, amount),
        );
        return { do: what, inputs, atomic: one.flag };
      }
      case 'distributeEarnings':
        return { do: what, lines: this.#earnings(one, wallet) };
      case 'createSystemAccount':
        return { do: what, name: this.names.account(one.a) };
      case 'post':
        return { do: what, legs: this.#parts.legs(one, wallet) };
      case 'deposit': {
        const money = this.#money(one, wallet);
        return {
          ...{ do: what, walletId, ...money, ...effectOf(one, wallet) },
          ...this.#parts.splits(one, money, [walletId]),
        };
      }
      default:
        return {
          do: what as 'initiateDeposit' | 'drawCredit' | 'repayCredit',
          walletId,
          ...this.#money(one, wallet, near(what, wallet)),
        };
    }
  }

  /** The owner of the wallet that a command is about. */
  ownerFor(command: Command): string {
    const legs = 'legs' in command ? command.legs : [];
    const [posted] = legs.flatMap(({ account }) => ('walletId' in account ? account.walletId : []));
    const walletId =
      posted ??
      ('walletId' in command
        ? command.walletId
        : 'fromWalletId' in command
          ? command.fromWalletId
          : 'inputs' in command
            ? command.inputs[0]?.fromWalletId
            : 'quoteId' in command
              ? this.state.quotes.get(command.quoteId)?.fromWalletId
              : 'transactionId' in command
                ? this.state.transactions.get(command.transactionId)?.walletId
                : undefined);
    return this.state.wallets.get(walletId ?? '')?.ownerId ?? this.names.owner(0);
  }

  #canGoOn(what: Command['do']): boolean {
    const preferred = PREFERRED[what];
    if (preferred && what !== 'drawCredit') return [...this.state.wallets.values()].some(preferred);
    if (what === 'exchange') return [...this.state.quotes.values()].some(({ used }) => !used);
    return this.#sensible(what as keyof typeof DECIDABLE).length > 0;
  }

  #deciding(one: Step, what: keyof typeof DECIDABLE): Command | undefined {
    const transactionId = this.#decidable(one, what);
    const transaction = this.state.transactions.get(transactionId);
    const wallet = this.state.wallets.get(transaction?.walletId ?? '');
    switch (what) {
      case 'completePurchase': {
        const money = this.#money(one, wallet, transaction?.amount);
        return { do: what, transactionId, ...(one.flag && { money }) };
      }
      case 'refundPurchase': {
        const left = (transaction?.captured ?? 0n) - (transaction?.refunded ?? 0n);
        return { do: what, transactionId, ...this.#money(one, wallet, left) };
      }
      case 'failDeposit':
      case 'failPurchase':
        return { do: what, transactionId, onlyIfPending: one.flag };
      case 'expireHold':
        // The expiry of a hold that is not due is an error, not a refusal.
        return transaction?.status === 'PENDING' &&
          HOLDING.includes(transaction.kind) &&
          !transaction.soon
          ? undefined
          : { do: what, transactionId };
      default:
        return { do: what, transactionId };
    }
  }

  #decidable(one: Step, what: keyof typeof DECIDABLE): string {
    const { kinds, statuses } = DECIDABLE[what];
    if (!one.wild || !one.flag) return this.#newest(one, this.#sensible(what));
    // A transaction of the wrong kind in the right status.
    const wrong = [...this.state.transactions].filter(
      ([, { kind, status }]) => statuses.includes(status) && !kinds.includes(kind),
    );
    return this.#newest({ ...one, wild: false }, wrong);
  }

  #sensible(what: keyof typeof DECIDABLE): [string, ModelTransaction][] {
    const { kinds, statuses } = DECIDABLE[what];
    return [...this.state.transactions].filter(
      ([, { kind, status, reversed, soon }]) =>
        kinds.includes(kind) &&
        statuses.includes(status) &&
        !reversed &&
        (what !== 'expireHold' || soon),
    );
  }

  /** A source for a commission. */
  #source(one: Step, wallet: ModelWallet | undefined): string {
    const sensible = [...this.state.transactions].filter(
      ([, { status, reversed, currency, walletId }]) =>
        status === 'COMPLETED' &&
        !reversed &&
        currency === wallet?.currency &&
        this.state.wallets.get(walletId ?? '')?.ownerId !== wallet.ownerId,
    );
    const paid = sensible.filter(([, { commissions }]) => commissions.has(wallet?.id ?? ''));
    const bought = sensible.filter(([, { kind }]) => kind === 'PURCHASE');
    const preferred = one.flag ? paid : bought;
    return this.#newest({ ...one, a: one.b }, preferred.length > 0 ? preferred : sensible);
  }

  /** One of the newest sensible ones, otherwise any; sometimes an id that does not exist. */
  #newest(one: Step, sensible: readonly (readonly [string, unknown])[]): string {
    const wild = one.wild || sensible.length === 0;
    const from = wild ? [...this.state.transactions] : sensible;
    if (wild && one.b % 6 === 0) return randomUUID();
    return from.at(-1 - (one.a % Math.max(1, from.length)))?.[0] ?? randomUUID();
  }

  #quote(one: Step): string {
    const again = one.b % 4 === 0;
    const quotes = [...this.state.quotes].filter(([, { used }]) => used === again);
    return quotes.at(-1 - (one.a % Math.max(1, quotes.length)))?.[0] ?? randomUUID();
  }

  #line(one: Step, fromWalletId: string, amount: StepAmount): TransferLine {
    const from = this.state.wallets.get(fromWalletId);
    const alike = [...this.state.wallets.values()].filter(
      (wallet) => wallet.currency === from?.currency && wallet !== from,
    );
    const to = one.wild ? undefined : alike[one.b % Math.max(1, alike.length)]?.id;
    const money = this.#money({ ...one, amount }, from, from?.cash);
    return { fromWalletId, toWalletId: to ?? this.#wallet(one.b), ...money };
  }

  #dividedLine(one: Step, fromWalletId: string, amount: StepAmount): TransferLine & Dividing {
    const line = this.#line(one, fromWalletId, amount);
    return { ...line, ...this.#parts.splits(one, line, [fromWalletId, line.toWalletId]) };
  }

  /** Lines mostly in one currency, as they should be. */
  #earnings(one: Step, first: ModelWallet | undefined): Line[] {
    const alike = (wallet: ModelWallet): boolean => wallet.currency === first?.currency;
    return [one.amount, ...one.more].map((amount, index) => {
      const walletId =
        index === 0 && first ? first.id : this.#wallet(one.b + index, one.wild ? undefined : alike);
      return {
        walletId,
        ...this.#money({ ...one, amount }, one.wild ? this.state.wallets.get(walletId) : first),
      };
    });
  }

  /** Another wallet of the same owner. */
  #sibling(one: Step): string {
    const from = this.state.wallets.get(this.#wallet(one.a));
    const siblings = [...this.state.wallets.values()].filter(
      (wallet) => wallet.ownerId === from?.ownerId && wallet !== from,
    );
    const to = one.wild ? undefined : siblings[one.b % Math.max(1, siblings.length)]?.id;
    return to ?? this.#wallet(one.b);
  }

  #money(one: Step, wallet: ModelWallet | undefined, reference?: bigint): MoneyText {
    return chooseMoney(one, wallet?.currency, reference);
  }

  #currencyToOpen({ currency, b }: Step): string {
    return currency === 'its own' ? (['USD', 'JPY', 'BHD'][b % 3] ?? '') : currency;
  }

  /** One of few wallets, so that commands meet; sometimes an id that does not exist. */
  #wallet(choice: number, preferred: (wallet: ModelWallet) => boolean = () => true): string {
    const all = [...this.state.wallets.values()];
    const such = all.filter(preferred);
    const from = such.length > 0 ? such : all;
    return (
      (choice === 23 ? undefined : from[choice % Math.max(1, from.length)]?.id) ?? randomUUID()
    );
  }
}

/** The moment of effect of a step, at which the wallet was open, or not yet, or that is still to come. */
function effectOf({ effect, b }: Step, wallet: ModelWallet | undefined): Dated {
  const now = Date.now();
  const openedAt = wallet?.openedAt ?? now;
  switch (effect) {
    case 'at the opening':
      return { effectiveAt: openedAt };
    case 'since':
      return { effectiveAt: openedAt + Math.floor(((now - openedAt) * (b % 4)) / 4) };
    case 'before':
      return { effectiveAt: openedAt - 1 };
    case 'in the future':
      return { effectiveAt: now + 3_600_000 };
    default:
      return {};
  }
}

/** The figure that limits the amount of a command. */
function near(what: Command['do'], wallet: ModelWallet | undefined): bigint | undefined {
  if (!wallet) return undefined;
  const { cash, credit, owed, line } = wallet;
  switch (what) {
    case 'requestWithdrawal':
      return cash;
    case 'purchase':
      return cash + credit;
    case 'drawCredit':
      return line.limit - owed;
    case 'repayCredit':
      return owed <= cash + credit ? owed : smaller(owed, cash + credit);
    default:
      return undefined;
  }
}

/** The id of the hold or quote whose expiry this command has to wait for. */
export function waitsFor(command: Command, state: ModelState): string | undefined {
  const id =
    command.do === 'approveWithdrawal' ||
    command.do === 'completePurchase' ||
    command.do === 'expireHold'
      ? command.transactionId
      : command.do === 'exchange'
        ? command.quoteId
        : undefined;
  const soon = id && (state.transactions.get(id) ?? state.quotes.get(id))?.soon;
  return soon ? id : undefined;
}
