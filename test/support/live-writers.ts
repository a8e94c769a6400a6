import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { GatewayClient } from './gateway-process.js';

const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) {
  ... on DepositPayload { replayed } ... on UserError { code } } }`;
const TRANSFER = `mutation ($input: TransferInput!) { transfer(input: $input) {
  ... on TransferPayload { replayed } ... on UserError { code } } }`;

export interface LoadWallet {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: string;
}

/** How many keys a commit stands behind. */
export interface Written {
  readonly done: number;
  /** Of those: sent again because nobody knew what had become of them, and done already. */
  readonly replayed: number;
  /** Answers that did not tell, or said not now. */
  readonly triedAgain: number;
}

interface Outcome {
  readonly replayed?: boolean;
  readonly code?: string;
}

/** Writers over HTTP, who send everything until it is done, with the same key to whichever gateway answers. */
export class Writers {
  #done = 0;
  #replayed = 0;
  #triedAgain = 0;
  #running: Promise<unknown> = Promise.resolve();
  #stopped = false;

  /** @param clients of each gateway one */
  constructor(
    private readonly clients: readonly GatewayClient[],
    private readonly wallets: readonly LoadWallet[],
  ) {}

  get written(): Written {
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
    this.#running.catch(() => undefined); // told by `stop`
  }

  /** Resolves when all that was begun is done. @throws what a writer failed with */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Pays a hundredth into the wallet. @param first the gateway to try first */
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
    if (!to) throw new Error('one wallet alone has nobody to transfer to');
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

  /** undefined: it is not known, or not done. */
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
      throw new Error(`an answer that says nothing: ${JSON.stringify(answer)}`);
    } catch (error) {
      // By name: fetch's errors are of another realm than the test's. No answer, or half of one.
      if (['TypeError', 'SyntaxError'].includes((error as Error).name)) return undefined;
      throw error;
    }
  }
}

function cents(count: number, currency: string): { amount: string; currency: string } {
  return { amount: `${Math.floor(count / 100)}.${String(count % 100).padStart(2, '0')}`, currency };
}
