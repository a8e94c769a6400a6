import { lookup as dnsLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, literalAddress } from './addresses.js';

/** What became of an attempt. */
export interface Attempt {
  /** Whether the receiver took it: it answered with a status from 200 to 299. */
  readonly isTaken: boolean;
  /** null: there was no answer. */
  readonly responseStatus: number | null;
  /** In words; null: it was taken. */
  readonly error: string | null;
  readonly durationMs: number;
}

export interface SenderOptions {
  /** Whether requests may go to private addresses. */
  readonly allowPrivate: boolean;
  /** Most connections at once. */
  readonly connections: number;
  readonly timeoutMs: number;
  /** Looks names up. Default: that of Node. */
  readonly lookup?: typeof dnsLookup;
}

/** Most of an answer that is read. The rest is of no use, and may have no end. Bytes. */
const MAX_ANSWER = 64 * 1024;
const MAX_ERROR = 300;

/** An address is private, and requests may not go there. */
class PrivateAddressError extends Error {
  constructor(name: string, address: string) {
    super(
      `${name} leads to ${address}, a private address. The operator can allow those: WEBHOOK_ALLOW_PRIVATE`,
    );
  }
}

/** Sends requests to one endpoint, over connections that stay open between them. */
export class Sender {
  readonly #url: URL;
  readonly #agent: http.Agent;
  readonly #isSecure: boolean;

  constructor(
    url: string,
    private readonly options: SenderOptions,
  ) {
    this.#url = new URL(url);
    this.#isSecure = this.#url.protocol === 'https:';
    const { connections: maxSockets, allowPrivate, lookup = dnsLookup } = options;
    const agent = {
      ...{ keepAlive: true, maxSockets, maxFreeSockets: maxSockets },
      ...(!allowPrivate && { lookup: publicLookup(lookup) }),
    };
    this.#agent = this.#isSecure ? new https.Agent(agent) : new http.Agent(agent);
  }

  /** Sends one request. It never rejects. @param signal ends it */
  async post(
    headers: Readonly<Record<string, string>>,
    body: string,
    signal?: AbortSignal,
  ): Promise<Attempt> {
    const began = performance.now();
    const address = literalAddress(this.#url);
    const { hostname } = this.#url;
    const outcome =
      !this.options.allowPrivate && address !== undefined && !isPublicAddress(address)
        ? { error: new PrivateAddressError(hostname, address).message }
        : await this.#answer(headers, body, signal);
    const durationMs = Math.round(performance.now() - began);
    if ('error' in outcome)
      return {
        ...{ isTaken: false, responseStatus: null, durationMs },
        error: outcome.error.slice(0, MAX_ERROR),
      };
    const { status } = outcome;
    const error = faultInStatus(status);
    return { isTaken: error === null, responseStatus: status, error, durationMs };
  }

  /** Ends the connections that are open. */
  close(): void {
    this.#agent.destroy();
  }

  async #answer(
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal | undefined,
  ): Promise<{ status: number } | { error: string }> {
    for (let attempt = 1; ; attempt += 1) {
      const { outcome, isStale } = await this.#answerOnce(headers, body, signal);
      // The receiver had closed a connection that was idle: that says nothing about this request.
      if (!isStale || attempt > 1) return outcome;
    }
  }

  #answerOnce(
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal | undefined,
  ): Promise<{ outcome: { status: number } | { error: string }; isStale: boolean }> {
    const { timeoutMs } = this.options;
    return new Promise((resolve) => {
      const request = (this.#isSecure ? https : http).request(this.#url, {
        ...{ method: 'POST', agent: this.#agent, ...(signal && { signal }) },
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'onebook-webhooks',
          ...headers,
        },
      });
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        request.destroy();
      }, timeoutMs);
      request.on('response', (response) => {
        let read = 0;
        response.on('data', ({ length }: Buffer) => {
          read += length;
          if (read > MAX_ANSWER) response.destroy();
        });
        response.on('error', () => undefined); // the status has been heard, the rest does not matter
        response.on('close', () => clearTimeout(timer));
        resolve({ outcome: { status: response.statusCode ?? 0 }, isStale: false });
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        const isStale = request.reusedSocket && error.code === 'ECONNRESET' && !isLate;
        const words = isLate ? `no answer within ${timeoutMs / 1_000} s` : wordsOf(error);
        resolve({ outcome: { error: words }, isStale });
      });
      request.end(body);
    });
  }
}

/** What is wrong with an answer; null if it was taken. */
function faultInStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return `answered ${status}, a redirect, and redirects are not followed. Create a webhook with the other URL`;
  return `answered ${status}`;
}

function wordsOf(error: NodeJS.ErrnoException): string {
  // Of several addresses that were tried.
  const one = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException) : error;
  const words = WORDS[one.code ?? ''];
  return words ?? one.message;
}

const WORDS: Readonly<Record<string, string>> = {
  ABORT_ERR: 'the gateway was stopped',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was closed without an answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENOTFOUND: 'the name of the host was not found',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'the connection could not be opened in time',
};

/** Looks names up, and hands out public addresses alone. So it is the address of the connection that is checked. */
function publicLookup(lookup: typeof dnsLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const [first] = found;
      const allowed = found.filter(({ address }) => isPublicAddress(address));
      const [usable] = allowed;
      if (!usable)
        return callback(new PrivateAddressError(hostname, first?.address ?? 'no address'), '');
      if (options.all) callback(null, allowed);
      else callback(null, usable.address, usable.family);
    });
  };
}
