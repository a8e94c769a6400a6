import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { signToken } from '../../../src/auth/sign.js';
import type { Role } from '../../../src/domain/viewer.js';
import { walletId } from '../../../src/graphql/ids.js';
import { type GatewayClient, SECRET } from '../../support/gateway-process.js';

/** The subject of a subscription. */
export type Follow =
  | { readonly what: 'balance'; readonly walletId: string }
  /** All wallets, which only staff may. */
  | { readonly what: 'all' }
  /** Something that the token does not allow: requested repeatedly, and refused each time. */
  | { readonly what: 'forbidden'; readonly walletId: string | undefined; readonly code: string };

/** A WebSocket and its subscriptions. */
export interface PlannedSocket {
  /** http://… of the gateway. */
  readonly url: string;
  readonly token: string;
  readonly follows: readonly Follow[];
}

/** The part of a balance to compare: one figure, because deposits and transfers move no other. */
export interface Shown {
  readonly version: number;
  /** The decimal text of `available`, which is then also `spendable`, `cash` and `total`. */
  readonly available: string;
}

/** An entry of a wallet's cash. The first one makes version 1, and so on. */
export interface BookEntry {
  readonly available: string;
  /** The commit timestamp, which is before the write. Milliseconds since 1970. */
  readonly at: number;
}

/** Milliseconds since 1970. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Everything by wallet id. */
export type ByWallet<T> = ReadonlyMap<string, T>;

export type Command =
  | { readonly do: 'follow'; readonly sockets: readonly PlannedSocket[] }
  /**
   * Resolves when every subscription shows at least these versions, or when one is later than `withinMs`,
   * counted from `since` or from its reconnection.
   */
  | {
      readonly do: 'await';
      readonly wallets: ByWallet<Shown>;
      /** Milliseconds since 1970. */
      readonly since: number;
      readonly withinMs: number;
    }
  | {
      readonly do: 'judge';
      readonly book: ByWallet<readonly BookEntry[]>;
      readonly last: ByWallet<Shown>;
      /** The latencies leave out commits in these intervals. */
      readonly faults: readonly Interval[];
    };

export interface CatchUp {
  /** The time from `since` until all subscriptions were right, reconnections included. */
  readonly ms: number;
  /** The time of the slowest one, from `since` or from its reconnection (and its list). */
  readonly slowestMs: number;
  /** Some of those that were not right in time. */
  readonly behind: readonly string[];
}

export interface Verdict {
  /** Some of the faults. */
  readonly wrong: readonly string[];
  /** The number of pushed balances. */
  readonly pushes: number;
  /** The number of versions shown. One push can stand for several. */
  readonly versions: number;
  /** The number of reconnections. */
  readonly reconnects: number;
  /** The number of refusals of what the token does not allow. */
  readonly refusals: number;
  /**
   * From the commit timestamp to the receipt of the first push of that version or a later one, for every
   * version and subscription. Milliseconds.
   */
  readonly latency: { readonly p50: number; readonly p99: number; readonly most: number };
}

/** The number of subscriptions over one socket of a page. */
const TOGETHER = 10;

/**
 * Plans the sockets, spread over the gateways. Four in five subscriptions belong to members, on their own
 * wallets, the rest to staff. Half of the members' have a socket each, the others share one with ten. At each
 * gateway a cashier follows all wallets, and a member requests what the token does not allow.
 */
export async function planSockets(
  urls: readonly string[],
  wallets: readonly LoadWallet[],
  subscriptions: number,
): Promise<PlannedSocket[]> {
  const sockets: PlannedSocket[] = [];
  const add = async (
    sub: string,
    role: Role,
    follows: Follow[],
    url = nth(urls, sockets.length),
  ): Promise<void> => {
    const token = await signToken({ secret: SECRET, sub, roles: [role], ttlSeconds: 3_600 });
    sockets.push({ url, token, follows });
  };
  const own = (ownerId: string): LoadWallet[] => wallets.filter((one) => one.ownerId === ownerId);
  const walletAt = (index: number): LoadWallet => nth(wallets, index);

  const alone = Math.floor(subscriptions * 0.4);
  for (let index = 0; index < alone; index++) {
    const { id, ownerId } = walletAt(index);
    await add(ownerId, 'MEMBER', [{ what: 'balance', walletId: id }]);
  }
  const pages = Math.floor((subscriptions * 0.4) / TOGETHER);
  for (let page = 0; page < pages; page++) {
    const { ownerId } = walletAt(page * 3);
    await add(ownerId, 'MEMBER', balances(own(ownerId), 0));
  }
  const staff = Math.floor((subscriptions - alone - pages * TOGETHER) / TOGETHER);
  for (let page = 0; page < staff; page++)
    await add(`auditor-${page}`, 'AUDITOR', balances(wallets, page * TOGETHER));
  for (const url of urls) {
    await add(`cashier at ${url}`, 'CASHIER', [{ what: 'all' }], url);
    const { ownerId } = walletAt(0);
    await add(ownerId, 'MEMBER', forbidden(wallets.filter((one) => one.ownerId !== ownerId)), url);
  }
  return sockets;
}

function balances(wallets: readonly LoadWallet[], first: number): Follow[] {
  return Array.from({ length: TOGETHER }, (_, index) => ({
    what: 'balance',
    walletId: nth(wallets, first + index).id,
  }));
}

/** Other owners' wallets, one that does not exist, and all wallets. */
function forbidden(others: readonly LoadWallet[]): Follow[] {
  const missing = walletId('01900000-0000-7000-8000-000000000000');
  const ids = [...others.slice(0, TOGETHER).map(({ id }) => id), missing];
  return [
    ...ids.map((id): Follow => ({ what: 'forbidden', walletId: id, code: 'WALLET_NOT_FOUND' })),
    { what: 'forbidden', walletId: undefined, code: 'FORBIDDEN' },
  ];
}

function nth<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('the list is empty');
  return item;
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** Subscribers in a process of their own, so that their load does not slow the test down. */
export class SubscriberProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #sent = 0;

  constructor() {
    const loader = pathToFileURL(join(root, 'scripts/lib/ts-loader.mjs')).href;
    this.#child = fork(join(import.meta.dirname, 'subscribers-child.ts'), {
      execArgv: ['--import', loader],
      env: { ...process.env, NODE_OPTIONS: '' },
      // For maps and numbers that are not finite.
      serialization: 'advanced',
    });
    this.#child.on('message', ({ id, result, error }: Reply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    });
    this.#child.once('exit', (code, signal) => {
      const error = new Error(`the subscribers ended with ${code ?? signal}`);
      for (const { reject } of this.#waiting.values()) reject(error);
    });
  }

  /** Resolves when all sockets are open and every subscription is sent. */
  async follow(sockets: readonly PlannedSocket[]): Promise<void> {
    await this.#ask({ do: 'follow', sockets });
  }

  caughtUp(command: Omit<Command & { do: 'await' }, 'do'>): Promise<CatchUp> {
    return this.#ask({ do: 'await', ...command }) as Promise<CatchUp>;
  }

  judge(command: Omit<Command & { do: 'judge' }, 'do'>): Promise<Verdict> {
    return this.#ask({ do: 'judge', ...command }) as Promise<Verdict>;
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  #ask(command: Command): Promise<unknown> {
    const id = this.#sent++;
    const waiting = withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#child.send({ id, command });
    return waiting.promise;
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

/** Like Promise.withResolvers, which Node 20 does not have. */
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}

const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) {
  ... on DepositPayload { replayed } ... on UserError { code } } }`;
const TRANSFER = `mutation ($input: TransferInput!) { transfer(input: $input) {
  ... on TransferPayload { replayed } ... on UserError { code } } }`;

export interface LoadWallet {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: string;
}

/** The number of keys with a commit. */
export interface WriteCounts {
  readonly done: number;
  /** The number of those that were sent again because the outcome was unknown, and were done already. */
  readonly replayed: number;
  /** The number of answers without an outcome. */
  readonly triedAgain: number;
}

interface Outcome {
  readonly replayed?: boolean;
  readonly code?: string;
}

/** Writers over HTTP. They repeat every command with the same key, at any gateway, until it succeeds. */
export class Writers {
  #done = 0;
  #replayed = 0;
  #triedAgain = 0;
  #running: Promise<unknown> = Promise.resolve();
  #stopped = false;

  /** @param clients one for each gateway */
  constructor(
    private readonly clients: readonly GatewayClient[],
    private readonly wallets: readonly LoadWallet[],
  ) {}

  get written(): WriteCounts {
    return { done: this.#done, replayed: this.#replayed, triedAgain: this.#triedAgain };
  }

  /** @param pauseMs between the answer and the next request of a writer */
  start(count: number, pauseMs: number): void {
    const writer = async (number: number): Promise<void> => {
      for (let turn = 0; !this.#stopped; turn++) {
        await this.#write(number, turn);
        if (pauseMs > 0) await delay(pauseMs);
      }
    };
    this.#running = Promise.all(Array.from({ length: count }, (_, number) => writer(number)));
    this.#running.catch(() => undefined); // `stop` throws it
  }

  /** Resolves when every command has ended. @throws the error of a writer */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Deposits 0.01. @param first the gateway to try first */
  async deposit({ id, currency }: LoadWallet, first: number): Promise<void> {
    await this.#send(DEPOSIT, 'deposit', first, { walletId: id, amount: cents(1, currency) });
  }

  /** One deposit in three, else a transfer to another wallet of the same currency. */
  async #write(number: number, turn: number): Promise<void> {
    const from = this.#any();
    const others = this.wallets.filter(
      ({ id, currency }) => id !== from.id && currency === from.currency,
    );
    const to = others[Math.floor(Math.random() * others.length)];
    if (!to) throw new Error('a single wallet has no other wallet to transfer to');
    if (turn % 3 === 0) return this.deposit(to, number);
    const amount = cents(1 + (turn % 99), from.currency);
    const input = { fromWalletId: from.id, toWalletId: to.id, amount };
    return this.#send(TRANSFER, 'transfer', number, input);
  }

  #any(): LoadWallet {
    const wallet = this.wallets[Math.floor(Math.random() * this.wallets.length)];
    if (!wallet) throw new Error('there are no wallets');
    return wallet;
  }

  async #send(query: string, field: string, first: number, input: object): Promise<void> {
    const keyed = { input: { ...input, idempotencyKey: randomUUID() } };
    for (let attempt = first; ; attempt++) {
      const outcome = await this.#attempt(query, field, attempt, keyed);
      if (outcome?.code) throw new Error(`${field} was refused: ${outcome.code}`);
      if (outcome) {
        this.#done += 1;
        if (outcome.replayed) this.#replayed += 1;
        return;
      }
      this.#triedAgain += 1;
      await delay(50);
    }
  }

  /** The outcome; undefined if it is unknown or nothing was done. */
  async #attempt(
    query: string,
    field: string,
    gateway: number,
    variables: object,
  ): Promise<Outcome | undefined> {
    const client = this.clients[gateway % this.clients.length];
    try {
      const answer = await client?.send<Record<string, Outcome | null>>(query, variables);
      const outcome = answer?.data?.[field];
      if (outcome) return outcome;
      const code = answer?.errors?.[0]?.extensions?.code ?? 'none';
      if (['UNAVAILABLE', 'OVERLOADED', 'OUTCOME_UNKNOWN', 'ANSWER_INCOMPLETE'].includes(code))
        return undefined;
      throw new Error(`an answer without an outcome: ${JSON.stringify(answer)}`);
    } catch (error) {
      // No answer, or half of one.
      if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }
}

function cents(count: number, currency: string): { amount: string; currency: string } {
  return { amount: `${Math.floor(count / 100)}.${String(count % 100).padStart(2, '0')}`, currency };
}
