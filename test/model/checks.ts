import { expect } from '@jest/globals';
import type { Client } from 'pg';
import type { Result } from '../../src/ledger/index.js';
import { type TestGateway, mapOf } from '../support/book.js';
import { takeBackSlowly, total } from '../support/largest-remainder.js';
import {
  type Command,
  type CommandOf,
  DIGITS,
  convert,
  type Dividing,
  isMany,
  type Line,
  linesOf,
  minorUnits,
  type Receiver,
  type SplitLine,
  type TransferLine,
} from './commands-and-state.js';

/** `of` is a wallet's id or the name of an own system account. */
type Effects = readonly (readonly [of: string, change: bigint])[];

/** A transaction as its callers know it. */
export interface Fact {
  readonly command: Command['do'] | 'earning';
  readonly walletId: string;
  readonly currency: string;
  readonly minor: bigint;
  /** The changes of totals once it is COMPLETED. */
  readonly effects: Effects;
  readonly splits: readonly SplitLine[];
  readonly decisions: Command['do'][];
  captured: bigint;
  refunded: bigint;
  /** The amounts of refunds. What each receiver has afterwards depends on their order, so the book says it. */
  refunds: readonly bigint[];
}

type Begins = Pick<Fact, 'command' | 'walletId' | 'currency' | 'minor' | 'effects'> & Dividing;

const PENDING: readonly string[] = [
  'initiateDeposit',
  'requestWithdrawal',
  'purchase',
  'proposeRepair',
];
const COMPLETES: readonly string[] = [
  'confirmDeposit',
  'approveWithdrawal',
  'completePurchase',
  'approveRepair',
];
const CANCELS: readonly string[] = ['cancelWithdrawal', 'cancelPurchase'];
const FAILS: readonly string[] = [
  'failDeposit',
  'rejectWithdrawal',
  'failPurchase',
  'expireHold',
  'rejectRepair',
];

/**
 * What follows from commands and their results alone, in any order: the total and the debt of every wallet. How
 * a total splits into cash and credit depends on the order.
 */
export class Facts {
  readonly transactions = new Map<string, Fact>();
  readonly #quotes = new Map<string, Extract<Command, { do: 'quoteExchange' }>>();
  readonly #commissions: { command: CommandOf<'payReferralCommission'>; paid: bigint }[] = [];
  readonly #used = new Set<string>();
  readonly #owed = new Map<string, bigint>();
  readonly #currencies = new Map<string, string>();

  constructor(wallets: readonly { readonly id: string; readonly currency: string }[]) {
    for (const { id, currency } of wallets) this.#currencies.set(id, currency);
  }

  /** Adds the result of a command. Refusals and replays add nothing. */
  learn(command: Command, { outcome, replayed, committed }: Result): void {
    if (replayed || 'refused' in outcome) return;
    if ('many' in outcome) {
      if (!isMany(command)) throw new Error(`${command.do} has no lines, but its result does`);
      const lines = linesOf(command);
      for (const { index, transactionId } of outcome.many.done) {
        const line = lines[index];
        if (!line) throw new Error(`there is no line ${index}`);
        const begins = line.do === 'transfer' ? moved(line) : single(line.do, line, 1n);
        this.#begin(transactionId, begins);
      }
      return;
    }
    this.#used.add(onceOf(command) ?? '');
    const { transactionId, quoteId } = outcome.done;
    if (command.do === 'quoteExchange' && quoteId) this.#quotes.set(quoteId, command);
    if (transactionId)
      this.#learnOne(command, transactionId, committed?.transaction(transactionId)?.amount);
  }

  get quotes(): readonly string[] {
    return [...this.#quotes.keys()];
  }

  /** @param of a wallet's id or the name of an own system account */
  total(of: string): bigint {
    return total(
      [...this.transactions].flatMap(([id, fact]) =>
        this.#inForce(id, fact)
          .filter(([one]) => one === of)
          .map(([, change]) => change),
      ),
    );
  }

  owed(walletId: string): bigint {
    return this.#owed.get(walletId) ?? 0n;
  }

  /** Whether this has happened, if it can happen only once: a bonus, a commission, the use of a quote. */
  isUsed(command: Command): boolean {
    return this.#used.has(onceOf(command) ?? '');
  }

  /**
   * The commissions that do not follow from their source. For a purchase only bounds are known: the order
   * of the commission and the refunds is not.
   */
  get wrongCommissions(): readonly unknown[] {
    return this.#commissions.filter(({ command: { sourceTransactionId, rateBps }, paid }) => {
      const { command, minor, captured, refunded } = this.#fact(sourceTransactionId);
      const of = (basis: bigint): bigint => (basis * BigInt(rateBps)) / 10_000n;
      const [least, most] =
        command === 'purchase' ? [captured - refunded, captured] : [minor, minor];
      return paid < of(least) || paid > of(most) || paid === 0n;
    });
  }

  statusOf(id: string): string {
    const { command, decisions } = this.#fact(id);
    if (decisions.some((one) => FAILS.includes(one))) return 'FAILED';
    if (decisions.some((one) => CANCELS.includes(one))) return 'CANCELLED';
    const completed =
      !PENDING.includes(command) || decisions.some((one) => COMPLETES.includes(one));
    return completed ? 'COMPLETED' : 'PENDING';
  }

  #inForce(id: string, fact: Fact): Effects {
    const { effects, decisions, command, captured, refunded, walletId } = fact;
    if (this.statusOf(id) !== 'COMPLETED' || decisions.includes('reverseTransaction')) return [];
    if (command !== 'purchase') return effects;
    return [[walletId, refunded - captured], ...received(fact, whatIsLeft(fact))];
  }

  #learnOne(command: Command, transactionId: string, amount: bigint | undefined): void {
    if ('transactionId' in command) return this.#decide(command, command.transactionId);
    switch (command.do) {
      case 'drawCredit':
      case 'repayCredit': {
        const sign = command.do === 'drawCredit' ? 1n : -1n;
        const owed =
          this.owed(command.walletId) + sign * minorUnits(command.amount, command.currency);
        this.#owed.set(command.walletId, owed);
        return this.#begin(transactionId, single(command.do, command, sign));
      }
      case 'deposit': {
        const begins = single(command.do, command, 1n);
        const parts = partsOf(command, begins.minor);
        const rest = [command.walletId, parts.at(-1) ?? 0n] as const;
        const effects = [rest, ...received(command, parts)];
        return this.#begin(transactionId, { ...begins, ...command, command: command.do, effects });
      }
      case 'initiateDeposit':
        return this.#begin(transactionId, single(command.do, command, 1n));
      case 'requestWithdrawal':
      case 'purchase': {
        const begins = single(command.do, command, -1n);
        const effects = [...begins.effects, ...received(command, partsOf(command, begins.minor))];
        return this.#begin(transactionId, { ...begins, ...command, command: command.do, effects });
      }
      case 'post':
        return this.#begin(transactionId, posted(command));
      case 'adjustBalance':
      case 'proposeRepair':
        return this.#begin(
          transactionId,
          single(command.do, command, command.direction === 'CREDIT' ? 1n : -1n),
        );
      case 'transfer':
        return this.#begin(transactionId, moved(command));
      case 'exchange':
        return this.#begin(transactionId, this.#exchange(command.quoteId));
      case 'claimDailyBonus':
        return this.#begin(transactionId, this.#reward(command.do, command.walletId, undefined));
      case 'payReferralCommission':
        this.#commissions.push({ command, paid: amount ?? 0n });
        return this.#begin(transactionId, this.#reward(command.do, command.walletId, amount));
      default:
        throw new Error(`${command.do} made a transaction`);
    }
  }

  #begin(id: string, begins: Begins): void {
    if (this.transactions.has(id)) throw new Error(`${id} began twice`);
    const { command, walletId, currency, minor, effects, splits = [] } = begins;
    this.transactions.set(id, {
      ...{ command, walletId, currency, minor, effects, splits },
      ...{ decisions: [], captured: 0n, refunded: 0n, refunds: [] },
    });
  }

  #decide(command: Extract<Command, { transactionId: string }>, id: string): void {
    const fact = this.#fact(id);
    if (command.do === 'refundPurchase') {
      fact.refunds = [...fact.refunds, minorUnits(command.amount, command.currency)];
      fact.refunded = total(fact.refunds);
      return;
    }
    fact.decisions.push(command.do);
    if (command.do === 'completePurchase')
      fact.captured = command.money
        ? minorUnits(command.money.amount, command.money.currency)
        : fact.minor;
  }

  #exchange(quoteId: string): Begins {
    const quote = this.#quotes.get(quoteId);
    if (!quote) throw new Error(`an exchange at a quote that no command requested: ${quoteId}`);
    const { fromWalletId, toWalletId, amount, currency, rate } = quote;
    const minor = minorUnits(amount, currency);
    const received = convert(minor, currency, this.#currencies.get(toWalletId) ?? '', rate);
    const effects = [
      [fromWalletId, -minor],
      [toWalletId, received],
    ] as const;
    return { command: 'exchange', walletId: fromWalletId, currency, minor, effects };
  }

  #reward(command: Command['do'], walletId: string, amount: bigint | undefined): Begins {
    const currency = this.#currencies.get(walletId) ?? '';
    const minor = amount ?? 10n ** BigInt(DIGITS[currency] ?? 0);
    return { command, walletId, currency, minor, effects: [[walletId, minor]] };
  }

  #fact(id: string): Fact {
    const fact = this.transactions.get(id);
    if (!fact) throw new Error(`none of the commands made transaction ${id}`);
    return fact;
  }
}

/** A name of what can happen only once. Bonuses omit the day, which is nearly always the same. */
function onceOf(command: Command): string | undefined {
  if (command.do === 'exchange') return `exchange ${command.quoteId}`;
  if (command.do === 'claimDailyBonus') return `bonus ${command.walletId}`;
  if (command.do === 'payReferralCommission')
    return `commission ${command.walletId} ${command.sourceTransactionId}`;
  return undefined;
}

function single(
  command: Fact['command'],
  { walletId, amount, currency }: Line,
  sign: bigint,
): Begins {
  const minor = minorUnits(amount, currency);
  return { command, walletId, currency, minor, effects: [[walletId, sign * minor]] };
}

function moved(line: TransferLine & Dividing): Begins {
  const { fromWalletId, toWalletId, amount, currency } = line;
  const minor = minorUnits(amount, currency);
  const parts = partsOf(line, minor);
  const effects = [
    [fromWalletId, -minor] as const,
    [toWalletId, parts.at(-1) ?? 0n] as const,
    ...received(line, parts),
  ];
  return { ...line, command: 'transfer', walletId: fromWalletId, currency, minor, effects };
}

/** A posting whose first leg is on a wallet. */
function posted({ legs }: CommandOf<'post'>): Begins {
  const effects = legs.map(({ account, direction, amount, currency }) => {
    const minor = minorUnits(amount, currency);
    return [nameOf(account), direction === 'CREDIT' ? minor : -minor] as const;
  });
  const credits = effects.map(([, change]) => change).filter((change) => change > 0n);
  const [first] = legs;
  if (!first || !('walletId' in first.account)) throw new Error('the first leg is on no wallet');
  const { account, currency } = first;
  const what = { command: 'post', walletId: account.walletId, currency } as const;
  return { ...what, minor: total(credits), effects };
}

const nameOf = (one: Receiver): string => ('walletId' in one ? one.walletId : one.systemAccount);

/** The parts of an amount, the rest last. */
function partsOf({ splits = [] }: Dividing, minor: bigint): bigint[] {
  const parts = splits.map(({ amount, currency }) => minorUnits(amount, currency));
  return [...parts, minor - total(parts)];
}

/** What the receivers of splits got, of shares in their order. */
function received({ splits = [] }: Dividing, shares: readonly bigint[]): Effects {
  return splits.map(({ to }, index) => [nameOf(to), shares[index] ?? 0n]);
}

/** What the receivers of a purchase still have, after what was not captured and its refunds in turn. */
function whatIsLeft(fact: Fact): bigint[] {
  return [fact.minor - fact.captured, ...fact.refunds].reduce(
    (held, back) => {
      const shares = takeBackSlowly(held, back);
      return held.map((one, index) => one - shares[index]!);
    },
    partsOf(fact, fact.minor),
  );
}

/**
 * Expects what must hold of every book at all times, by plain SQL (as the owner, with search_path on the book)
 * and by the readers that the queries use.
 */
export async function expectInvariants(
  { owner, gateway }: { owner: Client; gateway: TestGateway },
  wallets: readonly string[],
): Promise<void> {
  for (const [what, sql] of Object.entries(VIOLATIONS)) {
    const { rows } = await owner.query(`/* ${what} */ ${sql}`, [wallets]);
    expect({ what, rows }).toEqual({ what, rows: [] });
  }
  await expectExplained(gateway, wallets);
}

/** The transactions of the wallets in $1. */
const ABOUT = `about AS (
  SELECT * FROM transaction
   WHERE wallet_id = ANY($1::uuid[]) OR counter_wallet_id = ANY($1::uuid[]) OR further_wallet_ids && $1::uuid[])`;

/** The newest balance of each account of these wallets. */
const HEADS = `head AS (
  SELECT DISTINCT ON (a.id) a.wallet_id, a.kind, e.balance
    FROM account a JOIN entry e ON e.account_id = a.id
   WHERE a.wallet_id = ANY($1::uuid[]) ORDER BY a.id, e.seq DESC)`;

/** Queries that must find no row, by the rule that a row would violate. */
const VIOLATIONS = {
  'entries of a phase that do not sum to zero': `
    WITH ${ABOUT}
    SELECT e.transaction_id, e.phase, a.currency, sum(e.amount)
      FROM about t JOIN entry e ON e.transaction_id = t.id JOIN account a ON a.id = e.account_id
     GROUP BY 1, 2, 3 HAVING sum(e.amount) <> 0`,

  'held that is not what the open holds hold': `
    WITH ${ABOUT}, ${HEADS},
    held AS (SELECT wallet_id, sum(balance) AS amount FROM head
              WHERE kind IN ('HELD', 'HELD_CREDIT') GROUP BY 1),
    open AS (SELECT wallet_id, sum(amount) AS amount FROM about
              WHERE kind IN ('WITHDRAWAL', 'PURCHASE') AND status = 'PENDING' GROUP BY 1)
    SELECT w.id, held.amount AS held, open.amount AS open
      FROM wallet w LEFT JOIN held ON held.wallet_id = w.id LEFT JOIN open ON open.wallet_id = w.id
     WHERE w.id = ANY($1::uuid[]) AND coalesce(held.amount, 0) <> coalesce(open.amount, 0)`,

  'a figure below zero, or credit that is not owed': `
    WITH ${HEADS}
    SELECT wallet_id, kind, balance FROM head WHERE kind <> 'OWED' AND balance < 0
    UNION ALL
    SELECT wallet_id, 'CREDIT', sum(balance) FROM head WHERE kind IN ('CREDIT', 'OWED')
     GROUP BY wallet_id HAVING sum(balance) > 0`,

  'refunds of more than was captured': `
    WITH ${ABOUT},
    captured AS (SELECT e.transaction_id AS id, -sum(e.amount) AS amount
                   FROM entry e JOIN account a ON a.id = e.account_id JOIN about t ON t.id = e.transaction_id
                  WHERE t.kind = 'PURCHASE' AND a.kind IN ('HELD', 'HELD_CREDIT') AND e.phase = 'POST' GROUP BY 1),
    refunded AS (SELECT original_id AS id, sum(amount) AS amount FROM about WHERE kind = 'REFUND' GROUP BY 1)
    SELECT t.id, t.amount, captured.amount AS captured, refunded.amount AS refunded
      FROM about t LEFT JOIN captured USING (id) LEFT JOIN refunded USING (id)
     WHERE t.kind = 'PURCHASE'
       AND (coalesce(refunded.amount, 0) > coalesce(captured.amount, 0) OR captured.amount > t.amount)`,

  'a receiver that kept something of a purchase that failed or was refunded, or lost something': `
    WITH ${ABOUT},
    received AS (SELECT coalesce(t.original_id, t.id) AS id, coalesce(a.wallet_id::text, a.kind) AS receiver, sum(e.amount) AS amount
                   FROM about t JOIN entry e ON e.transaction_id = t.id JOIN account a ON a.id = e.account_id
                  WHERE t.kind IN ('PURCHASE', 'REFUND') AND a.wallet_id IS DISTINCT FROM t.wallet_id GROUP BY 1, 2),
    spent AS (SELECT t.id, t.status, sum(r.amount) AS amount, min(r.amount) AS least, max(r.amount) AS most
                FROM about t LEFT JOIN received r USING (id) WHERE t.kind = 'PURCHASE' GROUP BY t.id, t.status)
    SELECT * FROM spent
     WHERE (CASE status WHEN 'COMPLETED' THEN amount >= 0 AND least >= 0 AND (amount > 0 OR most = 0)
                        ELSE coalesce(least, 0) = 0 AND coalesce(most, 0) = 0 END) IS NOT TRUE`,

  // A credit line of the draw's own millisecond can be earlier or later in the same commit.
  'owed above the limit that was in force at the draw': `
    WITH ${ABOUT}
    SELECT t.id, -e.balance AS owed FROM about t
      JOIN entry e ON e.transaction_id = t.id JOIN account a ON a.id = e.account_id AND a.kind = 'OWED'
     WHERE t.kind = 'CREDIT_DRAW' AND NOT EXISTS (
       SELECT FROM credit_line c
        WHERE c.wallet_id = t.wallet_id AND c.approved AND c.credit_limit >= -e.balance
          AND c.created_at <= t.created_at
          AND NOT EXISTS (SELECT FROM credit_line later
                           WHERE later.wallet_id = c.wallet_id AND later.seq > c.seq
                             AND later.created_at < t.created_at))`,

  'owed that is not what was drawn and not repaid': `
    WITH ${ABOUT}, ${HEADS},
    owed AS (SELECT wallet_id, sum(CASE kind WHEN 'CREDIT_DRAW' THEN amount ELSE -amount END) AS amount
               FROM about WHERE kind IN ('CREDIT_DRAW', 'CREDIT_REPAYMENT') GROUP BY 1)
    SELECT w.id, head.balance, owed.amount FROM wallet w
      LEFT JOIN head ON head.wallet_id = w.id AND head.kind = 'OWED' LEFT JOIN owed ON owed.wallet_id = w.id
     WHERE w.id = ANY($1::uuid[]) AND coalesce(-head.balance, 0) <> coalesce(owed.amount, 0)`,

  'done twice that may be done once': `
    WITH ${ABOUT},
    standing AS (
      SELECT * FROM about a
       WHERE NOT EXISTS (SELECT FROM transaction r WHERE r.original_id = a.id AND r.kind = 'REVERSAL'))
    SELECT 'BONUS' AS what, w.owner_id || ' ' || w.currency AS of, count(*)
      FROM standing s JOIN wallet w ON w.id = s.wallet_id WHERE s.kind = 'BONUS'
     GROUP BY w.owner_id, w.currency, (s.created_at AT TIME ZONE 'UTC')::date HAVING count(*) > 1
    UNION ALL
    SELECT 'COMMISSION', original_id::text, count(*) FROM standing WHERE kind = 'COMMISSION'
     GROUP BY original_id, wallet_id HAVING count(*) > 1
    UNION ALL
    SELECT 'EXCHANGE', quote_id::text, count(*) FROM about WHERE kind = 'EXCHANGE'
     GROUP BY quote_id HAVING count(*) > 1
    UNION ALL
    SELECT 'REVERSAL', original_id::text, count(*) FROM about WHERE kind = 'REVERSAL'
     GROUP BY original_id HAVING count(*) > 1`,

  'taken back two ways': `
    WITH ${ABOUT}
    SELECT t.id, t.kind, t.status FROM about t JOIN about r ON r.original_id = t.id AND r.kind = 'REVERSAL'
     WHERE t.status <> 'COMPLETED'`,

  'a closed wallet that is not empty': `
    WITH ${HEADS}
    SELECT w.id, head.kind, head.balance FROM wallet w JOIN head ON head.wallet_id = w.id
     WHERE w.status = 'CLOSED' AND head.balance <> 0`,
} as const;

/** Expects that the explanation of each balance adds up to every figure of it. */
async function expectExplained(gateway: TestGateway, ids: readonly string[]): Promise<void> {
  await gateway.reading(async (reader) => {
    const wallets = await mapOf(ids, (id) => reader.rows.wallet(id));
    const balances = await mapOf(ids, (id) => reader.rows.balance(id));
    for (const wallet of wallets.values()) {
      const { version: _, ...figures } = balances.get(wallet.id) ?? { version: 0 };
      const explanation = await reader.explain(wallet, undefined);
      const parts = await reader.balanceParts(explanation);
      expect(parts.reduce((sum, { figures: part }) => added(sum, part), NOTHING)).toEqual(
        amountsOf(figures),
      );
    }
  });
}

type Amounts = Readonly<Record<string, bigint>>;

const NOTHING: Amounts = {
  ...{ available: 0n, spendable: 0n, held: 0n, cash: 0n, credit: 0n, total: 0n, owed: 0n },
};

/** The figures that are amounts, without the version. */
function amountsOf(figures: object): Amounts {
  return Object.fromEntries(
    Object.entries(figures).filter(
      (entry): entry is [string, bigint] => typeof entry[1] === 'bigint',
    ),
  );
}

function added(sum: Amounts, part: object): Amounts {
  const amounts = amountsOf(part);
  return Object.fromEntries(
    Object.entries(sum).map(([name, amount]) => [name, amount + (amounts[name] ?? 0n)]),
  );
}
