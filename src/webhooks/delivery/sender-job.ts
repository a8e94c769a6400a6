import { WEBHOOK_SENDER, type Viewer } from '../../domain/index.js';
import type { Book } from '../../book/index.js';
import type { EventFeed } from '../../log/index.js';
import { type Job, Repeated, shuffled } from '../../jobs/index.js';
import { webhookDied } from '../../movements/index.js';
import type { EventPlace, LogEvent } from '../../reader/index.js';
import type { SessionLocks } from '../../database/index.js';
import { Sender, type SenderOptions, type Attempt } from '../send.js';
import type { WebhookSecrets } from '../secrets.js';
import { signedHeaders } from '../sign.js';
import { SigningKeys, TIMEOUT_MS } from '../webhooks.js';
import { RETRY_TIMES, type RetryTimes } from './backoff.js';
import type { ActiveWebhook, DeliveryTable } from './delivery-table.js';
import { Endpoint, MAX_IN_FLIGHT } from './endpoint.js';

const SENDER_VIEWER: Viewer = { id: WEBHOOK_SENDER, roles: [] };

/** Average pause between two looks for webhooks that are new, changed or free. Milliseconds. */
const EVERY_MS = 1_000;
/** How long requests that are under way may take when the gateway stops, or gives an endpoint to another. */
const GRACE_MS = 2_000;
/** How often old rows are removed, and how many at once. */
const REMOVE_EVERY_MS = 10 * 60_000;
const MAX_REMOVED = 10_000;
/** Most deliveries that are asked for and found in one look. */
const MAX_REQUESTED = 1_000;

/** What is seen of the deliveries, for metrics. */
export interface DeliveryObserver {
  attempted(outcome: 'delivered' | 'failed' | 'dead'): void;
  /** @param oldest the oldest event that waits and was never tried */
  state(of: { endpoints: number; undone: number; oldest: Date | undefined }): void;
}

/** What a receiver gets of an event. */
export interface EventTexts {
  /** Its id as clients know it, `evt_…`. */
  idOf(event: LogEvent): string;
  /** The `data` of the body. @throws Error that says in words why it cannot be made */
  dataOf(event: LogEvent, webhook: ActiveWebhook['webhook']): Promise<unknown>;
}

export interface WebhookSenderOptions {
  readonly book: Pick<Book, 'ledger' | 'read'>;
  readonly feed: Pick<EventFeed, 'followPages'>;
  readonly table: DeliveryTable;
  /** Opens a session for locks. */
  readonly openLocks: (onLost: () => void) => Promise<SessionLocks>;
  readonly secrets: WebhookSecrets;
  readonly allowPrivate: boolean;
  readonly texts: EventTexts;
  readonly observer: DeliveryObserver;
  readonly onError: (error: unknown, webhookId?: string) => void;
  readonly retry?: Partial<RetryTimes>;
  readonly sender?: Partial<SenderOptions>;
  readonly everyMs?: number;
}

/** An endpoint that this gateway holds. */
interface Held {
  readonly of: ActiveWebhook;
  readonly endpoint: Endpoint;
  readonly sender: Sender;
}

/**
 * Delivers events to webhooks. One gateway at a time holds an endpoint, by a lock of a session that PostgreSQL frees at once
 * when the gateway dies. The gateways that can read its secret share the endpoints evenly.
 */
export class WebhookSender implements Job {
  readonly #rounds: Repeated;
  readonly #held = new Map<string, Held>();
  #locks: SessionLocks | undefined;
  #removeAt = 0;
  #otherKeys = '';

  constructor(private readonly options: WebhookSenderOptions) {
    const { everyMs = EVERY_MS, onError } = options;
    this.#rounds = new Repeated({
      round: () => this.#round(),
      onError: (error) => {
        if (!this.#isStopping()) onError(error);
      },
      pauseMs: () => everyMs,
    });
  }

  start(): void {
    this.#rounds.start();
  }

  async stop(): Promise<void> {
    await this.#rounds.stop();
    await this.#releaseAll(GRACE_MS);
    await this.#locks?.close();
  }

  async #round(): Promise<void> {
    const locks = await this.#openLocks();
    const { secrets, table } = this.options;
    const active = await table.active(secrets.keyName);
    await this.#dropChanged(active, locks);
    const gateways = Math.max(1, await locks.count(this.#presence));
    const share = Math.ceil(active.length / gateways);
    await this.#giveBack(this.#held.size - share, locks);
    for (const one of shuffled(active)) {
      if (this.#held.size >= share || this.#isStopping()) break;
      if (this.#held.has(one.webhook.id)) continue;
      if (await locks.tryTake(lockOf(one))) await this.#hold(one);
    }
    await this.#takeRequested();
    await this.#removeOld();
    await this.#sayOtherKeys();
    this.#observe();
  }

  #isStopping(): boolean {
    return this.#rounds.stopping.aborted;
  }

  /** Gateways with the same key count each other, because only they can deliver the same webhooks. */
  get #presence(): string {
    return `webhooks of key ${this.options.secrets.keyName}`;
  }

  async #openLocks(): Promise<SessionLocks> {
    if (this.#locks) return this.#locks;
    const locks: SessionLocks = await this.options.openLocks(() => {
      // Another gateway may hold the endpoints now.
      this.#locks = undefined;
      void this.#releaseAll(0);
    });
    await locks.share(this.#presence);
    return (this.#locks = locks);
  }

  /** Ends what is paused or deleted. What has changed, or begins another round, begins again as it is now. */
  async #dropChanged(active: readonly ActiveWebhook[], locks: SessionLocks): Promise<void> {
    const now = new Map(active.map((one) => [one.webhook.id, one]));
    for (const [id, { of }] of [...this.#held]) {
      const current = now.get(id);
      if (current && isSame(current, of)) continue;
      await this.#release(id, current ? 0 : GRACE_MS);
      await locks.free(lockOf(of));
    }
  }

  async #giveBack(tooMany: number, locks: SessionLocks): Promise<void> {
    for (const [id, { of }] of [...this.#held].slice(0, Math.max(0, tooMany))) {
      await this.#release(id, GRACE_MS);
      await locks.free(lockOf(of));
    }
  }

  /** Begins an endpoint, where it is now that the lock is held. */
  async #hold({ webhook: { id } }: ActiveWebhook): Promise<void> {
    const { secrets, table, allowPrivate } = this.options;
    const of = (await table.active(secrets.keyName)).find(({ webhook }) => webhook.id === id);
    if (!of) return;
    const sender = new Sender(of.webhook.url, {
      ...{ allowPrivate, connections: MAX_IN_FLIGHT, timeoutMs: TIMEOUT_MS },
      ...this.options.sender,
    });
    const endpoint = this.#endpointOf(of, sender);
    this.#held.set(id, { of, endpoint, sender });
    endpoint.start();
  }

  #endpointOf(of: ActiveWebhook, sender: Sender): Endpoint {
    const { feed, table, observer, onError, retry } = this.options;
    const keys = new SigningKeys(of.webhook, this.options.secrets);
    return new Endpoint(of, {
      ...{ feed, table },
      eventsAt: (places) => this.#eventsAt(places),
      send: (event, signal) => this.#send({ of, sender, keys }, event, signal),
      died: (event, reason) => this.#died(of, event, reason),
      retry: { ...RETRY_TIMES, ...retry },
      observe: (outcome) => observer.attempted(outcome),
      onError: (error) => onError(error, of.webhook.id),
    });
  }

  async #send(
    { of: { webhook }, sender, keys }: Pick<Held, 'of' | 'sender'> & { readonly keys: SigningKeys },
    event: LogEvent,
    signal: AbortSignal,
  ): Promise<Attempt> {
    const { texts } = this.options;
    try {
      const data = await texts.dataOf(event, webhook);
      const body = JSON.stringify({ type: event.type, timestamp: event.at.toISOString(), data });
      const now = new Date();
      const headers = signedHeaders({ id: texts.idOf(event), body }, keys.at(now), now);
      return await sender.post(headers, body, signal);
    } catch (error) {
      const words = (error as Error).message.slice(0, 300);
      return { isTaken: false, responseStatus: null, error: words, durationMs: 0 };
    }
  }

  /** The key of the command names what died, so that it is said once. */
  async #died({ webhook }: ActiveWebhook, event: LogEvent | undefined, reason: string) {
    const eventId = event && this.options.texts.idOf(event);
    const input = { webhookId: webhook.id, eventId, reason };
    const what = eventId ?? `endpoint ${new Date().toISOString()}`;
    await this.options.book.ledger.submit(
      webhookDied,
      input,
      SENDER_VIEWER,
      `dead·${webhook.id}·${what}`,
    );
  }

  async #eventsAt(places: readonly EventPlace[]): Promise<LogEvent[]> {
    const reader = this.options.book.read();
    try {
      return await reader.eventsAt(places);
    } finally {
      await reader.end();
    }
  }

  async #takeRequested(): Promise<void> {
    if (this.#held.size === 0) return;
    const rows = await this.options.table.requested([...this.#held.keys()], MAX_REQUESTED);
    for (const [id, { endpoint }] of this.#held) {
      const own = rows.filter(({ webhookId }) => webhookId === id);
      if (own.length > 0) await endpoint.request(own);
    }
  }

  async #removeOld(): Promise<void> {
    if (performance.now() < this.#removeAt) return;
    const removed = await this.options.table.removeOld(MAX_REMOVED);
    // There may be more.
    if (removed < MAX_REMOVED) this.#removeAt = performance.now() + REMOVE_EVERY_MS;
  }

  async #sayOtherKeys(): Promise<void> {
    const { secrets, table, onError } = this.options;
    const keys = (await table.otherKeys(secrets.keyName)).sort().join(', ');
    if (keys === this.#otherKeys) return;
    this.#otherKeys = keys;
    if (keys !== '')
      onError(
        new Error(
          `there are webhooks whose secrets were encrypted with key ${keys}, and WEBHOOK_SECRET_KEY is key ${secrets.keyName}: this gateway delivers nothing to them`,
        ),
      );
  }

  #observe(): void {
    const held = [...this.#held.values()];
    const oldest = held.flatMap(({ endpoint }) => endpoint.oldest ?? []);
    this.options.observer.state({
      endpoints: held.length,
      undone: held.reduce((sum, { endpoint }) => sum + endpoint.undone, 0),
      oldest: oldest.sort((a, b) => a.getTime() - b.getTime())[0],
    });
  }

  async #release(id: string, graceMs: number): Promise<void> {
    const held = this.#held.get(id);
    if (!held) return;
    this.#held.delete(id);
    await held.endpoint.stop(graceMs);
    held.sender.close();
  }

  async #releaseAll(graceMs: number): Promise<void> {
    await Promise.all([...this.#held.keys()].map((id) => this.#release(id, graceMs)));
  }
}

function lockOf({ webhook }: ActiveWebhook): string {
  return `webhook ${webhook.id}`;
}

function isSame(one: ActiveWebhook, other: ActiveWebhook): boolean {
  return (
    one.round === other.round &&
    one.webhook.secretVersion === other.webhook.secretVersion &&
    one.webhook.changedAt?.getTime() === other.webhook.changedAt?.getTime()
  );
}
