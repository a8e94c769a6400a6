import { WebSocket } from 'ws';
import {
  type Balance,
  createOnebook,
  type Onebook,
  OnebookError,
  type Settled,
} from '../../../packages/client/src/index.js';
import type { DeviceStore } from './device.js';

/** What becomes of a request. Whether the gateway sees it, and what the client gets. */
export type Fate =
  'arrives' | 'lost' | 'answer lost' | 'late' | 'hangs' | 'overloaded' | 'bad proxy';

/** What a call told its caller. */
export type Told = { readonly result: unknown } | { readonly error: OnebookError };

/** A balance that a page showed. */
export interface Shown {
  readonly walletId: string;
  readonly balance: Balance;
}

export interface PageOptions {
  readonly url: string;
  readonly token: string;
  readonly store: DeviceStore;
  /** The fate of the next request. */
  readonly fate: () => Fate;
  /** Receives the outcomes of intents. */
  readonly onSettled: (settled: Settled) => void;
}

/** Short, so that schedules end soon. */
export const TIMEOUT_MS = 200;
const PATIENCE_MS = 500;
/** Longer than what comes next usually takes, so that late answers meet newer ones. */
const LATE_MS = 40;

/** A page with a client: its requests have fates, its sockets break, and it can die at any moment. */
export class Page {
  isDead = false;
  readonly shown: Shown[] = [];
  readonly client: Onebook;
  readonly #sockets = new Set<WebSocket>();

  constructor(private readonly options: PageOptions) {
    const sockets = this.#sockets;
    class PageSocket extends WebSocket {
      constructor(...args: ConstructorParameters<typeof WebSocket>) {
        super(...args);
        sockets.add(this);
        // A socket that is broken while it connects says so to everyone.
        this.on('error', () => undefined);
      }
    }
    this.client = createOnebook({
      url: options.url,
      token: options.token,
      intents: options.store.of(this),
      fetch: (...args) => this.#fetch(...args),
      webSocket: PageSocket,
      timeoutMs: TIMEOUT_MS,
      patienceMs: PATIENCE_MS,
      doubleClickMs: 0,
      onError: () => undefined,
    });
    this.client.intents.onSettled((settled) => {
      if (!this.isDead) options.onSettled(settled);
    });
  }

  /** Shows a wallet: its pushes, and whatever else brings a newer balance. */
  follow(walletId: string): void {
    const show = (balance: Balance): void => {
      if (!this.isDead) this.shown.push({ walletId, balance });
    };
    this.client.balances.subscribe(walletId, show);
    this.client.subscribeBalanceChanged({ walletId }, { next: ({ balance }) => show(balance) });
  }

  /** Reads a wallet and shows what the answer says. */
  async look(walletId: string): Promise<void> {
    const wallet = await this.client.wallet({ id: walletId });
    if (wallet && !this.isDead) this.shown.push({ walletId, balance: wallet.balance });
  }

  /** Breaks every socket, without a goodbye. */
  breakSockets(): void {
    for (const socket of this.#sockets) socket.terminate();
    this.#sockets.clear();
  }

  /** Ends at once: no code of the page runs any more, as far as others can tell. */
  die(): void {
    this.isDead = true;
    this.options.store.leave(this);
    this.client.close();
    this.breakSockets();
  }

  async #fetch(...args: Parameters<typeof fetch>): Promise<Response> {
    if (this.isDead) return never();
    const fate = this.options.fate();
    if (fate === 'lost') throw new TypeError('the request is lost');
    if (fate === 'overloaded') return overloaded();
    // The signal would tell the gateway that the client has gone. A lost answer tells it nothing.
    const [url, init] = args;
    const answered = fetch(url, { ...init, signal: null });
    // What comes of a request whose answer nobody takes is in the book.
    answered.catch(() => undefined);
    if (fate === 'hangs') return aborted(init?.signal);
    const response = await answered;
    if (this.isDead) return never();
    if (fate === 'answer lost') throw new TypeError('the answer is lost');
    if (fate === 'bad proxy') return new Response('<h1>Bad Gateway</h1>', { status: 502 });
    if (fate === 'late') await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    return this.isDead ? never() : response;
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new TypeError('aborted')));
  });
}

/** The answer of a gateway at its limit, as docs/api.md has it. */
function overloaded(): Response {
  const extensions = { code: 'OVERLOADED', requestId: 'none' };
  const message = 'The gateway is at its concurrency limit. Nothing was executed.';
  return Response.json({ errors: [{ message, extensions }] }, { status: 503 });
}

/** What a call told, once it did. */
export async function told(call: Promise<unknown>): Promise<Told> {
  try {
    return { result: await call };
  } catch (error) {
    if (error instanceof OnebookError) return { error };
    throw error;
  }
}
