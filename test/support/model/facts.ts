import type { Result } from '../../../src/ledger/index.js';
import { DIGITS, exchanged, minorUnits } from './amounts.js';
import { linesOf, isMany, type Ask, type AskOf, type Line, type TransferLine } from './ask.js';

type Effects = readonly (readonly [walletId: string, change: bigint])[];

/** A transaction as those who asked for it know it. */
export interface Fact {
  readonly ask: Ask['do'] | 'earning';
  readonly walletId: string;
  readonly currency: string;
  readonly minor: bigint;
  /** What it changes the total of which wallets by, once it is completed. */
  readonly effects: Effects;
  readonly decisions: Ask['do'][];
  captured: bigint;
  refunded: bigint;
}

type Begins = Pick<Fact, 'ask' | 'walletId' | 'currency' | 'minor' | 'effects'>;

const PENDING: readonly string[] = ['initiateDeposit', 'requestWithdrawal', 'purchase'];
const COMPLETES: readonly string[] = ['confirmDeposit', 'approveWithdrawal', 'completePurchase'];
const FAILS: readonly string[] = ['failDeposit', 'rejectWithdrawal', 'failPurchase', 'expireHold'];

/**
 * What was done, put together from commands and their results alone, in no order: from it follows what
 * every wallet has in total and owes. What of it is cash and what credit does depend on the order.
 */
export class Facts {
  readonly transactions = new Map<string, Fact>();
  readonly #quotes = new Map<string, Extract<Ask, { do: 'quoteExchange' }>>();
  readonly #commissions: { ask: AskOf<'payReferralCommission'>; paid: bigint }[] = [];
  readonly #used = new Set<string>();
  readonly #owed = new Map<string, bigint>();
  readonly #currencies = new Map<string, string>();

  constructor(wallets: readonly { readonly id: string; readonly currency: string }[]) {
    for (const { id, currency } of wallets) this.#currencies.set(id, currency);
  }

  /** Takes what was done up. Not what was refused, and not the same thing twice. */
  learn(ask: Ask, { outcome, replayed, transaction }: Result): void {
    if (replayed || 'refused' in outcome) return;
    if ('many' in outcome) {
      if (!isMany(ask)) throw new Error(`${ask.do} became of several lines`);
      const lines = linesOf(ask);
      for (const { index, transactionId } of outcome.many.done) {
        const line = lines[index];
        if (!line) throw new Error(`there is no line ${index}`);
        const begins = line.do === 'transfer' ? moved(line) : single(line.do, line, 1n);
        this.#begin(transactionId, begins);
      }
      return;
    }
    this.#used.add(onceOf(ask) ?? '');
    const { transactionId, quoteId } = outcome.done;
    if (ask.do === 'quoteExchange' && quoteId) this.#quotes.set(quoteId, ask);
    if (transactionId) this.#learnOne(ask, transactionId, transaction?.amount);
  }

  get quotes(): readonly string[] {
    return [...this.#quotes.keys()];
  }

  total(walletId: string): bigint {
    let total = 0n;
    for (const [id, fact] of this.transactions)
      for (const [wallet, change] of this.#inForce(id, fact))
        if (wallet === walletId) total += change;
    return total;
  }

  owed(walletId: string): bigint {
    return this.#owed.get(walletId) ?? 0n;
  }

  /** Whether what may be done once was done: a bonus claimed, a commission paid, a quote used. */
  isUsed(ask: Ask): boolean {
    return this.#used.has(onceOf(ask) ?? '');
  }

  /**
   * The commissions that are none of their source. Of a purchase, how much of it was refunded already
   * when it was paid nobody knows.
   */
  get wrongCommissions(): readonly unknown[] {
    return this.#commissions.filter(({ ask: { sourceTransactionId, rateBps }, paid }) => {
      const { ask, minor, captured, refunded } = this.#fact(sourceTransactionId);
      const of = (basis: bigint): bigint => (basis * BigInt(rateBps)) / 10_000n;
      const [least, most] = ask === 'purchase' ? [captured - refunded, captured] : [minor, minor];
      return paid < of(least) || paid > of(most) || paid === 0n;
    });
  }

  statusOf(id: string): string {
    const { ask, decisions } = this.#fact(id);
    if (decisions.some((one) => FAILS.includes(one))) return 'FAILED';
    if (decisions.includes('cancelWithdrawal')) return 'CANCELLED';
    const completed = !PENDING.includes(ask) || decisions.some((one) => COMPLETES.includes(one));
    return completed ? 'COMPLETED' : 'PENDING';
  }

  #inForce(id: string, { effects, decisions, ask, captured, refunded, walletId }: Fact): Effects {
    if (this.statusOf(id) !== 'COMPLETED' || decisions.includes('reverseTransaction')) return [];
    return ask === 'purchase' ? [[walletId, refunded - captured]] : effects;
  }

  #learnOne(ask: Ask, transactionId: string, amount: bigint | undefined): void {
    if ('transactionId' in ask) return this.#decide(ask, ask.transactionId);
    switch (ask.do) {
      case 'drawCredit':
      case 'repayCredit': {
        const sign = ask.do === 'drawCredit' ? 1n : -1n;
        const owed = this.owed(ask.walletId) + sign * minorUnits(ask.amount, ask.currency);
        this.#owed.set(ask.walletId, owed);
        return this.#begin(transactionId, single(ask.do, ask, sign));
      }
      case 'deposit':
      case 'initiateDeposit':
        return this.#begin(transactionId, single(ask.do, ask, 1n));
      case 'requestWithdrawal':
      case 'purchase':
        return this.#begin(transactionId, single(ask.do, ask, -1n));
      case 'adjustBalance':
        return this.#begin(
          transactionId,
          single(ask.do, ask, ask.direction === 'CREDIT' ? 1n : -1n),
        );
      case 'transfer':
        return this.#begin(transactionId, moved(ask));
      case 'exchange':
        return this.#begin(transactionId, this.#exchange(ask.quoteId));
      case 'claimDailyBonus':
        return this.#begin(transactionId, this.#reward(ask.do, ask.walletId, undefined));
      case 'payReferralCommission':
        this.#commissions.push({ ask, paid: amount ?? 0n });
        return this.#begin(transactionId, this.#reward(ask.do, ask.walletId, amount));
      default:
        throw new Error(`${ask.do} made a transaction`);
    }
  }

  #begin(id: string, begins: Begins): void {
    if (this.transactions.has(id)) throw new Error(`${id} began twice`);
    this.transactions.set(id, { ...begins, decisions: [], captured: 0n, refunded: 0n });
  }

  #decide(ask: Extract<Ask, { transactionId: string }>, id: string): void {
    const fact = this.#fact(id);
    if (ask.do === 'refundPurchase') {
      fact.refunded += minorUnits(ask.amount, ask.currency);
      return;
    }
    fact.decisions.push(ask.do);
    if (ask.do === 'completePurchase')
      fact.captured = ask.money ? minorUnits(ask.money.amount, ask.money.currency) : fact.minor;
  }

  #exchange(quoteId: string): Begins {
    const quote = this.#quotes.get(quoteId);
    if (!quote) throw new Error(`an exchange at a quote that nobody asked for: ${quoteId}`);
    const { fromWalletId, toWalletId, amount, currency, rate } = quote;
    const minor = minorUnits(amount, currency);
    const received = exchanged(minor, currency, this.#currencies.get(toWalletId) ?? '', rate);
    const effects = [
      [fromWalletId, -minor],
      [toWalletId, received],
    ] as const;
    return { ask: 'exchange', walletId: fromWalletId, currency, minor, effects };
  }

  #reward(ask: Ask['do'], walletId: string, amount: bigint | undefined): Begins {
    const currency = this.#currencies.get(walletId) ?? '';
    const minor = amount ?? 10n ** BigInt(DIGITS[currency] ?? 0);
    return { ask, walletId, currency, minor, effects: [[walletId, minor]] };
  }

  #fact(id: string): Fact {
    const fact = this.transactions.get(id);
    if (!fact) throw new Error(`none of the commands made transaction ${id}`);
    return fact;
  }
}

/** A name for what may be done once. The day of a bonus is left out: it is nearly always the same. */
function onceOf(ask: Ask): string | undefined {
  if (ask.do === 'exchange') return `exchange ${ask.quoteId}`;
  if (ask.do === 'claimDailyBonus') return `bonus ${ask.walletId}`;
  if (ask.do === 'payReferralCommission')
    return `commission ${ask.walletId} ${ask.sourceTransactionId}`;
  return undefined;
}

function single(ask: Fact['ask'], { walletId, amount, currency }: Line, sign: bigint): Begins {
  const minor = minorUnits(amount, currency);
  return { ask, walletId, currency, minor, effects: [[walletId, sign * minor]] };
}

function moved({ fromWalletId, toWalletId, amount, currency }: TransferLine): Begins {
  const minor = minorUnits(amount, currency);
  const effects = [
    [fromWalletId, -minor],
    [toWalletId, minor],
  ] as const;
  return { ask: 'transfer', walletId: fromWalletId, currency, minor, effects };
}
