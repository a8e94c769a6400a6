import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventFeed } from '../../log/index.js';
import {
  endOfPosition,
  type EventPlace,
  isEventAfter,
  type LogEvent,
  placeText,
} from '../../reader/index.js';
import type { Attempt } from '../send.js';
import { pauseAfter, type RetryTimes } from './backoff.js';
import type { ActiveWebhook, DeliveryRow, DeliveryTable, PendingRow } from './delivery-table.js';
import { DueList } from './due-list.js';
import { Results } from './results.js';
import { WalletOrder } from './wallet-order.js';

/** Most events of an endpoint that wait in memory, apart from one page. Then it reads no further. */
const MAX_UNDONE = 10_000;
/** Most requests to an endpoint at once. */
export const MAX_IN_FLIGHT = 32;
/** Most outcomes that are not written yet. Then it sends no further: the database may be away. */
const MAX_UNWRITTEN = 5_000;
/** After so many failures in a row the endpoint is taken to be down, and only tried with single requests. */
const DOWN_AFTER = 20;
/** Pause before a step of the gateway's own is tried again that failed. Milliseconds. */
const AGAIN_MS = 1_000;
const MIN_TIMER_MS = 10;
const MAX_TIMER_MS = 60_000;

/** An event that is not delivered yet. */
interface Item {
  readonly event: LogEvent;
  readonly walletIds: readonly string[];
  readonly key: string;
  attempts: number;
  firstAt: Date | null;
  nextAt: number;
}

/** What an endpoint needs of others. */
export interface EndpointParts {
  readonly feed: Pick<EventFeed, 'followPages'>;
  readonly table: Pick<DeliveryTable, 'pending' | 'stillPending' | 'finished' | 'write'>;
  readonly eventsAt: (places: readonly EventPlace[]) => Promise<LogEvent[]>;
  /** Sends an event to the receiver. It never rejects. */
  readonly send: (event: LogEvent, signal: AbortSignal) => Promise<Attempt>;
  /** Says that a delivery is a dead letter, or that the endpoint is gone, before it counts as one. */
  readonly died: (event: LogEvent | undefined, reason: string) => Promise<void>;
  readonly retry: RetryTimes;
  readonly observe: (outcome: 'delivered' | 'failed' | 'dead') => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Delivers the events of one webhook, as long as this gateway holds it: those that it reads in the log, in the order of each
 * wallet, and those that failed before. What it keeps in memory it can lose: the log and the rows say where to go on.
 */
export class Endpoint {
  readonly #stopping = new AbortController();
  readonly #cutOff = new AbortController();
  readonly #order = new WalletOrder<Item>();
  /** Those that wait for none and were never tried, and those that are tried again. */
  readonly #fresh = new DueList<Item>();
  readonly #failed = new DueList<Item>();
  /** Those that are not over. */
  readonly #undone = new Set<string>();
  /** Those that are over and that the log has not brought yet. */
  readonly #overAhead = new Set<string>();
  #readUpTo: EventPlace;
  readonly #results: Results;
  readonly #inFlight = new Set<Promise<void>>();
  #failures = 0;
  #isGone = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #wakeReader: () => void = () => undefined;

  constructor(
    private readonly of: ActiveWebhook,
    private readonly parts: EndpointParts,
  ) {
    const { table, onError, retry } = parts;
    // Each request listens.
    setMaxListeners(0, this.#cutOff.signal);
    this.#readUpTo = endOfPosition(of.place);
    this.#results = new Results({
      place: of.place,
      write: (place, rows) => table.write(of, place, rows),
      onError,
      parkAfterMs: retry.parkAfterMs,
    });
  }

  /** The number of events that wait in memory. */
  get undone(): number {
    return this.#order.size;
  }

  /** The moment of the oldest event that waits; undefined: none does. */
  get oldest(): Date | undefined {
    return this.#results.oldest?.at;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Adds deliveries that are asked for, if it does not know them. */
  async request(rows: readonly PendingRow[]): Promise<void> {
    const unknown = rows.filter((row) => !this.#isKnown(row));
    if (unknown.length === 0) return;
    const events = await this.parts.eventsAt(unknown);
    // What was under way when these rows were read, and is not known any more, is written by now.
    const pending = await this.parts.table.stillPending(this.of.webhook.id, unknown);
    this.#addEvents(
      pending.filter((row) => !this.#isKnown(row)),
      events,
    );
    this.#pump();
  }

  /** Whether it waits, is under way, or has an outcome that is not written. */
  #isKnown(place: EventPlace): boolean {
    return this.#undone.has(placeText(place)) || this.#results.isUnwritten(place);
  }

  /**
   * Begins no request any more, waits for those under way, and writes what became of them.
   * @param graceMs after this long they are cut off, and count as never made
   */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    this.#wakeReader();
    clearTimeout(this.#timer);
    const timer = setTimeout(() => this.#cutOff.abort(), graceMs);
    await Promise.all(this.#inFlight);
    clearTimeout(timer);
    this.#cutOff.abort();
    await this.#results.stop();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    let isLoaded = false;
    while (!signal.aborted) {
      try {
        if (!isLoaded) await this.#load();
        isLoaded = true;
        this.#results.start();
        this.#pump();
        await this.#followLog();
      } catch (error) {
        if (!this.#isStopping()) this.parts.onError(error);
      }
      // Also after a feed that has closed, which ends without an error.
      await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined); // stopped: the loop ends
    }
  }

  async #followLog(): Promise<void> {
    const types = this.of.webhook.types.length === 0 ? undefined : this.of.webhook.types;
    const { signal } = this.#stopping;
    const pages = this.parts.feed.followPages(undefined, this.#readUpTo, { types }, signal);
    for await (const { events, upTo } of pages) {
      for (const event of events) this.#addFromLog(event);
      // A look can end before the place: the newest commits are not settled yet.
      if (isEventAfter(upTo, this.#readUpTo)) this.#readUpTo = upTo;
      this.#results.readUpTo(completeUpTo(this.#readUpTo));
      this.#pump();
      await this.#untilRoom();
    }
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Reads what was tried before, and what is over although the place is behind it. */
  async #load(): Promise<void> {
    const { table } = this.parts;
    const pending = await table.pending(this.of.webhook.id);
    const finished = await table.finished(this.of);
    for (const place of finished) this.#overAhead.add(placeText(place));
    if (pending.length > 0) this.#addEvents(pending, await this.parts.eventsAt(pending));
  }

  #addEvents(rows: readonly PendingRow[], events: readonly LogEvent[]): void {
    const byKey = new Map(events.map((event) => [placeText(event), event]));
    for (const row of rows) {
      const event = byKey.get(placeText(row));
      // A book that was restored from an older backup may have lost it.
      if (!event) this.parts.onError(new Error(`the log has no event ${placeText(row)}`));
      else if (!this.#undone.has(placeText(row))) this.#add(event, row);
    }
  }

  #addFromLog(event: LogEvent): void {
    const { notBefore } = this.of;
    const key = placeText(event);
    if (this.#undone.has(key) || this.#overAhead.delete(key)) return;
    if (notBefore && event.at < notBefore) return;
    this.#results.begin(event);
    this.#add(event, { attempts: 0, firstAt: null, nextAt: new Date(0) });
  }

  #add(
    event: LogEvent,
    { attempts, firstAt, nextAt }: Pick<PendingRow, 'attempts' | 'firstAt' | 'nextAt'>,
  ): void {
    const key = placeText(event);
    this.#undone.add(key);
    const { walletIds } = event;
    const item: Item = { event, walletIds, key, attempts, firstAt, nextAt: nextAt.getTime() };
    if (this.#order.add(item)) this.#line(item);
  }

  #line(item: Item): void {
    (item.attempts === 0 ? this.#fresh : this.#failed).add(item);
  }

  async #untilRoom(): Promise<void> {
    while (!this.#stopping.signal.aborted && this.#order.size >= MAX_UNDONE)
      await new Promise<void>((resolve) => (this.#wakeReader = resolve));
  }

  get #isDown(): boolean {
    return this.#failures >= DOWN_AFTER;
  }

  /** Begins what is due, as far as it may. */
  #pump(): void {
    const most = this.#isDown ? 1 : MAX_IN_FLIGHT;
    while (
      !this.#isStopping() &&
      !this.#isGone &&
      this.#inFlight.size < most &&
      this.#results.unwritten < MAX_UNWRITTEN
    ) {
      const item = this.#take();
      if (!item) break;
      const sending = this.#deliver(item).finally(() => {
        this.#inFlight.delete(sending);
        this.#pump();
      });
      this.#inFlight.add(sending);
    }
    this.#wakeAtNext();
  }

  /** The next that is due. Of an endpoint that is down, one that was tried before, as long as there is one. */
  #take(): Item | undefined {
    const now = Date.now();
    const failed = this.#failed.takeDue(now);
    if (failed || (this.#isDown && this.#failed.size > 0)) return failed;
    return this.#fresh.takeDue(now);
  }

  #wakeAtNext(): void {
    clearTimeout(this.#timer);
    if (this.#stopping.signal.aborted) return;
    // The end of a request pumps, too.
    if (this.#inFlight.size >= (this.#isDown ? 1 : MAX_IN_FLIGHT)) return;
    const isFull = this.#results.unwritten >= MAX_UNWRITTEN;
    const next = this.#failed.next ?? this.#fresh.next;
    if (!isFull && !next) return;
    const wait = isFull ? 0 : Math.min((next?.nextAt ?? 0) - Date.now(), MAX_TIMER_MS);
    this.#timer = setTimeout(() => this.#pump(), Math.max(wait, MIN_TIMER_MS));
  }

  async #deliver(item: Item): Promise<void> {
    const { event } = item;
    const attempt = await this.parts.send(event, this.#cutOff.signal);
    if (this.#cutOff.signal.aborted && !attempt.isTaken) return; // it counts as never made
    item.attempts += 1;
    item.firstAt ??= new Date();
    if (attempt.isTaken) return this.#over(item, attempt, 'DELIVERED');
    this.#failures += 1;
    this.parts.observe('failed');
    try {
      if (attempt.responseStatus === 410) await this.#gone();
      if (Date.now() - item.firstAt.getTime() < this.parts.retry.giveUpAfterMs)
        return this.#again(item, attempt, pauseAfter(item.attempts, this.parts.retry));
      await this.parts.died(event, attempt.error ?? '');
    } catch (error) {
      this.parts.onError(error);
      return this.#again(item, attempt, AGAIN_MS);
    }
    this.#over(item, attempt, 'DEAD');
  }

  /** Standard Webhooks: such an endpoint is not to be asked again. Its webhook is paused, and begins again if it is resumed. */
  async #gone(): Promise<void> {
    if (this.#isGone) return;
    this.#isGone = true;
    await this.parts.died(undefined, 'The receiver answered 410: the endpoint is gone.');
  }

  #over(item: Item, attempt: Attempt, status: 'DELIVERED' | 'DEAD'): void {
    if (status === 'DELIVERED') this.#failures = 0;
    this.parts.observe(status === 'DELIVERED' ? 'delivered' : 'dead');
    this.#results.add(rowOf(item, attempt, status, null));
    this.#undone.delete(item.key);
    if (isEventAfter(item.event, this.#readUpTo)) this.#overAhead.add(item.key);
    for (const freed of this.#order.remove(item)) this.#line(freed);
    if (this.#order.size < MAX_UNDONE) this.#wakeReader();
  }

  #again(item: Item, attempt: Attempt, pauseMs: number): void {
    item.nextAt = Date.now() + pauseMs;
    this.#results.add(rowOf(item, attempt, 'PENDING', new Date(item.nextAt)));
    this.#line(item);
  }
}

function rowOf(
  { event, attempts, firstAt }: Item,
  { responseStatus, error, durationMs }: Attempt,
  status: DeliveryRow['status'],
  nextAt: Date | null,
): DeliveryRow {
  const lastAt = new Date();
  return {
    ...{ event, status, attempts, firstAt: firstAt ?? lastAt, lastAt, nextAt },
    ...{ responseStatus, error, durationMs },
  };
}

/** The position up to which every event is before a place. */
function completeUpTo(place: EventPlace): bigint {
  return isEventAfter(endOfPosition(place.position), place) ? place.position - 1n : place.position;
}
