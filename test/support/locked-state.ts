import { randomUUID } from 'node:crypto';
import {
  type BuiltInAccount,
  isRefusal,
  type OwnAccount,
  SYSTEM_ACCOUNTS,
  type SystemAccount,
  WALLET_ACCOUNTS,
  type WalletAccount,
} from '../../src/domain/index.js';
import type { Viewer } from '../../src/domain/viewer.js';
import { settingsFor } from '../../src/book/settings.js';
import { BatchState } from '../../src/ledger/batch-state.js';
import type { LoadedRows } from '../../src/ledger/load/loaded-rows.js';
import { type Command, decide } from '../../src/ledger/batch.js';
import type {
  ExchangeQuote,
  LastBonus,
  LockedState,
  Movement,
  Outcome,
  Changes,
  Posting,
  Alert,
  Monitor,
  Schedule,
  Transaction,
  Wallet,
  Webhook,
} from '../../src/ledger/index.js';
import { ADMIN } from './inputs.js';

export const NOW = new Date('2026-11-21T12:00:00.000Z');

const CURRENCIES = new Map(
  [
    { code: 'USD', digits: 2, name: 'US Dollar' },
    { code: 'EUR', digits: 2, name: 'Euro' },
    { code: 'COIN', digits: 0, name: 'Coin' },
    { code: 'JPY', digits: 0, name: 'Yen' },
    { code: 'KWD', digits: 3, name: 'Kuwaiti Dinar' },
    { code: 'ETHER', digits: 18, name: 'Ether' },
  ].map((currency) => [currency.code, { ...currency, createdAt: NOW }]),
);

/** COIN has a bonus of its own, EUR has none, and every other currency has the usual one. */
const DAILY_BONUS = new Map([
  ['COIN', '5'],
  ['EUR', '0'],
]);

/** Balances of a wallet's accounts, in minor units. */
export type AccountBalances = Partial<Record<WalletAccount, bigint>>;

/** Rows of a small book, from which `state()` makes the locked state that a movement decides over. */
export class Rows {
  readonly wallets: Wallet[] = [];
  readonly transactions: Transaction[] = [];
  readonly heads: LoadedRows['heads'][number][] = [];
  readonly postings = new Map<string, NonNullable<Changes['postings']>>();
  readonly followers: Transaction[] = [];
  readonly creditLines = new Map<string, { approved: boolean; limit: bigint; seq: number }>();
  /** By `ownerText`. */
  readonly lastBonuses = new Map<string, LastBonus>();
  readonly quotes: ExchangeQuote[] = [];
  readonly usedQuotes: string[] = [];
  readonly schedules: Schedule[] = [];
  readonly revokedSchedules = new Set<string>();
  readonly monitors: Monitor[] = [];
  readonly alerts: Alert[] = [];
  readonly webhooks: Webhook[] = [];
  readonly deadLetters = new Set<string>();
  readonly walletsOfFindings = new Map<string, string | null>();
  /** The shard of system accounts that the test has not added. */
  shard: LoadedRows['shard'];

  wallet(
    ownerId: string,
    currency: string,
    balances: AccountBalances = {},
    status: Wallet['status'] = 'ACTIVE',
    name = 'main',
  ): Wallet {
    const wallet: Wallet = {
      ...{ id: randomUUID(), ownerId, currency, name, status, createdAt: NOW },
      ownerNumber: this.#walletsOf(ownerId) + 1,
      ...{ statusReason: null, statusChangedBy: null, statusChangedAt: null },
      ...{ metadata: {}, metadataChangedBy: null, metadataChangedAt: null, displayName: null },
    };
    this.wallets.push(wallet);
    for (const [kind, balance] of Object.entries(balances))
      this.#head({ walletId: wallet.id, kind: kind as WalletAccount, currency }, balance);
    return wallet;
  }

  systemAccount(currency: string, kind: SystemAccount, balance = 0n): void {
    this.#head({ walletId: null, kind, currency }, balance);
  }

  /** A system account of the operator's own, which the book has. */
  ownAccount(name: 'FEES'): OwnAccount {
    return name as string as OwnAccount;
  }

  /** Adds an earlier transaction with its postings. */
  transaction(
    what: Partial<Transaction> & Pick<Transaction, 'walletId'>,
    postings: NonNullable<Changes['postings']> = [],
  ): Transaction {
    const transaction: Transaction = {
      ...{ id: randomUUID(), kind: 'TRANSFER', status: 'COMPLETED', currency: 'USD', amount: 500n },
      ...{
        counterWalletId: null,
        furtherWalletIds: [],
        splits: [],
        originalId: null,
        replacesId: null,
        bonusOwner: null,
        quoteId: null,
        reference: null,
        description: null,
        metadata: {},
        details: {},
      },
      ...{ statusReason: null, initiatedBy: 'another caller', initiatedByProgram: false },
      ...{ createdAt: NOW, completedAt: NOW, effectiveAt: null },
      ...{ expiresAt: null, statusChangedBy: null, statusChangedAt: null },
      ...what,
    };
    this.transactions.push(transaction);
    this.postings.set(transaction.id, postings);
    if (transaction.originalId) this.followers.push(transaction);
    return transaction;
  }

  state(): BatchState {
    const settings = settingsFor({ dailyBonus: DAILY_BONUS, walletsPerOwner: 3 }, CURRENCIES);
    const pending = this.transactions.filter(({ status }) => status === 'PENDING');
    const added = this.heads.flatMap(({ walletId, kind }) => (walletId === null ? [kind] : []));
    const systemAccounts = new Map(
      [...SYSTEM_ACCOUNTS, 'FEES', ...added].map((name) => [name, { name }]),
    );
    const owners = new Set(this.wallets.map(({ ownerId }) => ownerId));
    const walletCounts = new Map([...owners].map((ownerId) => [ownerId, this.#walletsOf(ownerId)]));
    return new BatchState({
      ...{ now: NOW, currencies: CURRENCIES, systemAccounts, settings, walletCounts, pending },
      ...this,
    });
  }

  #walletsOf(ownerId: string): number {
    return this.wallets.filter((wallet) => wallet.ownerId === ownerId).length;
  }

  #head(
    name: { walletId: string | null; kind: WalletAccount | SystemAccount; currency: string },
    balance: bigint,
  ): void {
    this.heads.push({ ...name, accountId: randomUUID(), seq: 1, balance, lastAt: NOW });
  }
}

/** The refusal's code, or the movement's plan. */
export function decision<I>(
  movement: Movement<I>,
  input: I,
  by: Viewer,
  state: LockedState,
): string | Changes {
  const decided = movement.decide(input, by, state);
  if ('lines' in decided) throw new Error(`${movement.name} has several lines`);
  return isRefusal(decided) ? decided.code : decided;
}

/** Stands for a plan in tables that compare outcomes only. */
export const DONE = 'done';
export const outcome = (decided: string | Changes): string =>
  typeof decided === 'string' ? decided : DONE;

/** The movement's plan. @throws Error with the code of a refusal */
export function plan<I>(
  movement: Movement<I>,
  input: I,
  viewer: Viewer,
  state: LockedState,
): Changes {
  const decided = decision(movement, input, viewer, state);
  if (typeof decided === 'string') throw new Error(`${movement.name}: ${decided}`);
  return decided;
}

/** Postings from amounts by account: those of the wallet, and those of the system. */
export function postings(
  wallet: Wallet,
  phase: Posting['phase'],
  amounts: Partial<Record<WalletAccount | BuiltInAccount, bigint>>,
): Posting[] {
  const { currency } = wallet;
  return [...WALLET_ACCOUNTS, ...SYSTEM_ACCOUNTS].flatMap((kind) => {
    const amount = amounts[kind];
    const own = (WALLET_ACCOUNTS as readonly string[]).includes(kind);
    return amount === undefined
      ? []
      : [{ account: { walletId: own ? wallet.id : null, kind, currency }, phase, amount }];
  });
}

/**
 * Postings as texts to compare: "POST owner CASH +100 USD" on a wallet's account, "POST SALES -100 USD" on a
 * system account.
 */
export function posted(rows: Rows, planned: Changes): string[] {
  return (planned.postings ?? []).map(({ account, phase, amount }) => {
    const wallet = rows.wallets.find(({ id }) => id === account.walletId);
    if (account.walletId !== null && !wallet) throw new Error('a posting to an unknown wallet');
    const owner = wallet ? `${wallet.ownerId} ` : '';
    return `${phase} ${owner}${account.kind} ${amount > 0n ? '+' : ''}${amount} ${account.currency}`;
  });
}

/** The outcome of a command, decided as in a batch. */
export function decideInBatch<I>(
  state: BatchState,
  movement: Movement<I>,
  input: I,
  by: Viewer = ADMIN,
): Outcome {
  const command: Command = {
    movement: movement,
    ...{ input, by, key: 'key', inputText: '{}', inputHash: Buffer.alloc(0) },
    ...{ unknownCurrencies: [], requestId: null },
    locks: movement.locks(input),
  };
  return decide(command, state).result.outcome;
}

/** The id of what a command made or changed. @throws Error if it is refused */
export function idOfDone<I>(
  state: BatchState,
  movement: Movement<I>,
  input: I,
  by: Viewer = ADMIN,
): string {
  const outcome = decideInBatch(state, movement, input, by);
  if (!('done' in outcome)) throw new Error(JSON.stringify(outcome, replacer));
  const { transactionId, quoteId, walletId } = outcome.done;
  return transactionId ?? quoteId ?? walletId ?? '';
}

export const refusalCodeOf = (outcome: Outcome): string | undefined =>
  'refused' in outcome ? outcome.refused.code : undefined;

const replacer = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;

/** Everything that the rules can see of these rows, and the pending writes. */
export function snapshotOf(state: BatchState, { wallets, transactions, quotes }: Rows): unknown {
  return structuredClone({
    draft: state.pendingWrites,
    wallets: wallets.map((wallet) => [
      ...[state.wallet(wallet.id), state.walletNamed(wallet), state.walletsOf(wallet.ownerId)],
      ...[state.balance(wallet), state.isEmpty(wallet), state.creditLine(wallet.id)],
      ...[state.lastBonus(wallet), state.pendingOf(wallet.id)],
    ]),
    transactions: transactions.map(({ id }) => [
      ...[state.transaction(id), state.followersOf(id), state.postings(id)],
    ]),
    quotes: quotes.map(({ id }) => [state.quote(id), state.isQuoteUsed(id)]),
  });
}

type Kind = Transaction['kind'];

/** A transaction of 100 minor units in the book, with its wallet. */
export interface StoredTransaction {
  readonly rows: Rows;
  readonly wallet: Wallet;
  readonly transaction: Transaction;
}

export const IN_AN_HOUR = new Date(NOW.getTime() + 3_600_000);

/**
 * A transaction of 100 minor units with its entries: a purchase takes 60 in cash and 40 in credit, a transfer
 * goes to a wallet of another owner, an exchange into one of another currency.
 */
export function stored(
  kind: Kind,
  status: Transaction['status'] = 'COMPLETED',
  more: Partial<Transaction> = {},
  walletStatus: Wallet['status'] = 'ACTIVE',
): StoredTransaction {
  const rows = new Rows();
  const wallet = rows.wallet(
    'owner',
    'USD',
    { CASH: 500n, HELD: 100n, CREDIT: 100n, HELD_CREDIT: 100n, OWED: -300n },
    walletStatus,
  );
  for (const account of ['EXTERNAL', 'SALES', 'COMMISSIONS', 'EXCHANGE', 'ADJUSTMENTS'] as const)
    rows.systemAccount('USD', account);
  rows.systemAccount('EUR', 'EXCHANGE');
  const counter = counterOf(kind, rows);
  const transaction = rows.transaction(
    {
      ...{ kind, status, amount: 100n, walletId: wallet.id, initiatedBy: wallet.ownerId },
      ...(counter && { counterWalletId: counter.id }),
      ...(kind === 'EXCHANGE' && { quoteId: randomUUID() }),
      ...(kind === 'ADJUSTMENT' && { details: { direction: 'DEBIT' } }),
      ...(FOLLOWS.includes(kind) && { originalId: randomUUID() }),
      ...(status === 'COMPLETED' ? {} : { completedAt: null }),
      ...more,
    },
    entriesOf(kind, status, wallet, counter ?? wallet),
  );
  return { rows, wallet, transaction };
}

/** Adds a transaction that names this one as its original. */
export function addFollower(
  { rows, wallet, transaction }: StoredTransaction,
  kind: Kind,
  amount = 100n,
): void {
  rows.transaction({ kind, amount, walletId: wallet.id, originalId: transaction.id });
}

const FOLLOWS: readonly Kind[] = ['REFUND', 'COMMISSION', 'REVERSAL'];

function counterOf(kind: Kind, rows: Rows): Wallet | undefined {
  if (kind === 'TRANSFER') return rows.wallet('receiver', 'USD', { CASH: 100n });
  if (kind === 'EXCHANGE') return rows.wallet('owner', 'EUR', { CASH: 90n });
  return undefined;
}

function entriesOf(
  kind: Kind,
  status: Transaction['status'],
  wallet: Wallet,
  counter: Wallet,
): Posting[] {
  if (kind === 'DEPOSIT' || kind === 'ADJUSTMENT')
    return status === 'COMPLETED' ? onceOf(kind, wallet, counter) : [];
  if (kind !== 'WITHDRAWAL' && kind !== 'PURCHASE') return onceOf(kind, wallet, counter);
  const steps = kind === 'WITHDRAWAL' ? withdrawn(wallet) : bought(wallet);
  if (status === 'PENDING') return steps.hold;
  return [...steps.hold, ...(status === 'COMPLETED' ? steps.post : steps.release)];
}

interface Steps {
  readonly hold: Posting[];
  readonly post: Posting[];
  readonly release: Posting[];
}

function withdrawn(wallet: Wallet): Steps {
  return {
    hold: postings(wallet, 'HOLD', { CASH: -100n, HELD: 100n }),
    post: postings(wallet, 'POST', { HELD: -100n, EXTERNAL: 100n }),
    release: postings(wallet, 'RELEASE', { CASH: 100n, HELD: -100n }),
  };
}

function bought(wallet: Wallet): Steps {
  return {
    hold: postings(wallet, 'HOLD', { CASH: -60n, HELD: 60n, CREDIT: -40n, HELD_CREDIT: 40n }),
    post: postings(wallet, 'POST', { HELD: -60n, HELD_CREDIT: -40n, SALES: 100n }),
    release: postings(wallet, 'RELEASE', { CASH: 60n, HELD: -60n, CREDIT: 40n, HELD_CREDIT: -40n }),
  };
}

/** The postings of a kind that moves in one step. */
function onceOf(kind: Kind, wallet: Wallet, counter: Wallet): Posting[] {
  const post = (amounts: Parameters<typeof postings>[2]) => postings(wallet, 'POST', amounts);
  const once: Partial<Record<Kind, () => Posting[]>> = {
    DEPOSIT: () => post({ CASH: 100n, EXTERNAL: -100n }),
    REFUND: () => post({ CASH: 60n, CREDIT: 40n, SALES: -100n }),
    TRANSFER: () => [...post({ CASH: -100n }), ...postings(counter, 'POST', { CASH: 100n })],
    EXCHANGE: () => [
      ...post({ CASH: -100n, EXCHANGE: 100n }),
      ...postings(counter, 'POST', { CASH: 90n, EXCHANGE: -90n }),
    ],
    BONUS: () => post({ CASH: 100n, BONUSES: -100n }),
    COMMISSION: () => post({ CASH: 100n, COMMISSIONS: -100n }),
    EARNING: () => post({ CASH: 100n, EARNINGS: -100n }),
    CREDIT_DRAW: () => post({ CREDIT: 100n, OWED: -100n }),
    CREDIT_REPAYMENT: () => post({ CREDIT: -40n, CASH: -60n, OWED: 100n }),
    ADJUSTMENT: () => post({ CASH: -100n, ADJUSTMENTS: 100n }),
    OPENING_BALANCE: () => post({ CASH: 100n, OPENING: -100n }),
    REVERSAL: () => post({ CASH: -100n, EXTERNAL: 100n }),
  };
  return once[kind]?.() ?? [];
}
