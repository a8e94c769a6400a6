import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { ByWallet, CatchUp, Command, PlannedSocket, Shown, Verdict } from './clients.js';
import { now, type Socket, subscribe, type Subscription } from './subscriptions.js';

/*
 * A process of subscribers: it subscribes over WebSockets as clients do, with the client of graphql-ws, which
 * reconnects by itself. It takes commands from its parent and answers each.
 */

/** The number of sockets to open at once. */
const OPENING = 100;
/** The limit for a reconnection. */
const RECONNECT_MS = 120_000;
/** The most faults that a report lists. */
const MOST_LISTED = 20;

const subscriptions: Subscription[] = [];
let reconnects = 0;

async function follow(sockets: readonly PlannedSocket[]): Promise<void> {
  const waiting = [...sockets];
  const open = async (): Promise<void> => {
    for (let planned = waiting.pop(); planned; planned = waiting.pop()) await opened(planned);
  };
  await Promise.all(Array.from({ length: OPENING }, open));
}

/** Resolves when the socket is open and its subscriptions are sent. */
async function opened(planned: PlannedSocket): Promise<void> {
  let session = 0;
  let connectedAt = NaN;
  const client = createClient({
    url: `${planned.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${planned.token}` },
    lazy: false,
    onNonLazyError: () => undefined, // the subscriptions report it
    retryAttempts: Infinity,
    // Like the client's own wait: not all at once.
    retryWait: () => delay(300 + Math.random() * 2_000),
    shouldRetry: () => true,
  });
  const socket: Socket = {
    ...{ client, planned },
    get session() {
      return session;
    },
    get connectedAt() {
      return connectedAt;
    },
  };
  const connected = new Promise<void>((resolve) => {
    client.on('connected', () => {
      if (session > 0) reconnects += 1;
      session += 1;
      connectedAt = now();
      resolve();
    });
    client.on('closed', () => (connectedAt = NaN));
  });
  await connected;
  for (const one of planned.follows) subscriptions.push(subscribe(socket, one));
}

async function caughtUp(command: Command & { do: 'await' }): Promise<CatchUp> {
  const { wallets, since, withinMs } = command;
  let waiting = [...subscriptions];
  let slowestMs = 0;
  for (;;) {
    const at = now();
    const stillWaiting: Subscription[] = [];
    for (const one of waiting) {
      const right = showsAll(one, wallets);
      const ms = at - Math.max(since, one.knowsSince);
      if (!right) stillWaiting.push(one);
      // NaN, and so not late, if it cannot know yet.
      if (ms > slowestMs) slowestMs = ms;
    }
    waiting = stillWaiting;
    if (waiting.length === 0) return { ms: at - since, slowestMs, behind: [] };
    if (slowestMs > withinMs || at - since > withinMs + RECONNECT_MS)
      return {
        ms: at - since,
        slowestMs,
        // First those that can know, because the others are not late yet.
        behind: some(
          waiting
            .sort((a, b) => Number(isNaN(a.knowsSince)) - Number(isNaN(b.knowsSince)))
            .flatMap((one) => behindOf(one, wallets)),
        ),
      };
    // Without a pause this process could not read the pushes.
    await delay(25);
  }
}

function showsAll(one: Subscription, wallets: ByWallet<Shown>): boolean {
  for (const [walletId, least] of wallets) if (!one.shows(walletId, least)) return false;
  return true;
}

function behindOf(subscription: Subscription, wallets: ByWallet<Shown>): string[] {
  const { seen, knowsSince } = subscription;
  return [...wallets]
    .filter(([walletId, least]) => !subscription.shows(walletId, least))
    .map(
      ([walletId, { version }]) =>
        `${walletId}: ${seen.get(walletId)?.version} and not ${version}, known for ${now() - knowsSince} ms`,
    );
}

function judge({ book, last, faults }: Command & { do: 'judge' }): Verdict {
  const latencies: number[] = [];
  const seen = subscriptions.flatMap((subscription) => [...subscription.seen.values()]);
  for (const one of seen) {
    const shouldBe = last.get(one.walletId);
    if (shouldBe) one.judge(book.get(one.walletId) ?? [], shouldBe, faults, latencies);
    else one.wrong.push(`${one.walletId}: a wallet that the book does not have`);
  }
  latencies.sort((a, b) => a - b);
  const at = (part: number): number => latencies[Math.floor(latencies.length * part)] ?? NaN;
  return {
    wrong: some([...subscriptions, ...seen].flatMap(({ wrong }) => wrong)),
    pushes: sum(seen.map(({ pushes }) => pushes)),
    versions: latencies.length,
    ...{ reconnects, refusals: sum(subscriptions.map(({ refusals }) => refusals)) },
    latency: { p50: at(0.5), p99: at(0.99), most: latencies.at(-1) ?? NaN },
  };
}

function some(texts: readonly string[]): string[] {
  if (texts.length <= MOST_LISTED) return [...texts];
  return [...texts.slice(0, MOST_LISTED), `and ${texts.length - MOST_LISTED} more`];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

async function carryOut(command: Command): Promise<unknown> {
  if (command.do === 'follow') return follow(command.sockets);
  return command.do === 'await' ? caughtUp(command) : judge(command);
}

process.on('message', ({ id, command }: { id: number; command: Command }) => {
  carryOut(command).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
// The parent is gone, so this process has no purpose.
process.on('disconnect', () => process.exit(0));
