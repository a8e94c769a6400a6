import type { EntityManager } from 'typeorm';
import {
  type EventType,
  TRANSACTION_EVENTS,
  WALLET_EVENTS,
  walletIdsOf,
} from '../../domain/index.js';
import type { Alert, Transaction } from '../../entities/index.js';
import { readAlerts } from '../alerts/alerts.js';
import { pageOf, pageRequestOf, type Page, type PageArguments } from '../pages/page.js';
import { readTransactions } from '../transactions.js';
import { type CommandRow, foundByWallet, type LogConditions, readCommands } from './commands.js';
import { idOfCommand } from './command-id.js';
import { eventCursor, readEventPlace } from './event-cursor.js';
import {
  type ErasedOwner,
  type EventFilter,
  type EventPlace,
  isEventAfter,
  LOG_START,
  type LogEvent,
  matchesEvent,
} from './log-event.js';

/** What to read of the log, from its settled end when the snapshot began, or before. */
interface Wanted {
  readonly end: bigint;
  readonly filter: EventFilter;
  readonly limit: number;
}

/** Most commands that are read at once. One can have a thousand lines. */
const MAX_COMMANDS = 200;

/** Events after a place, in the order of the log. */
export async function readEventsAfter(
  manager: EntityManager,
  after: EventPlace,
  { end, filter, limit }: Wanted,
): Promise<LogEvent[]> {
  const found: LogEvent[] = [];
  const most = Math.min(limit, MAX_COMMANDS) + 1;
  for (let from = after.position; ;) {
    const range = { from, to: end, limit: most, withoutInput: true };
    const rows = await readCommands(manager, range, conditionsOf(filter));
    const happened = rows.flatMap(happenedBy).filter((one) => isEventAfter(one, after));
    await addEvents(manager, found, happened, { filter, limit });
    const last = rows.at(-1);
    if (found.length >= limit || rows.length < most || !last) return found;
    from = last.position + 1n;
  }
}

/** The events at these places that the log has, in no order. */
export async function readEventsAt(
  manager: EntityManager,
  places: readonly EventPlace[],
): Promise<LogEvent[]> {
  const positions = [...new Set(places.map(({ position }) => position))];
  if (positions.length === 0) return [];
  const range = { from: 0n, to: MAX_POSITION, limit: positions.length, withoutInput: true };
  const rows = await readCommands(manager, range, {
    conditions: ['c.position = ANY($4::bigint[])'],
    values: [positions.map(String)],
  });
  const wanted = new Set(places.map(({ position, index }) => `${position} ${index}`));
  const happened = rows
    .flatMap(happenedBy)
    .filter(({ position, index }) => wanted.has(`${position} ${index}`));
  return eventsOf(manager, happened);
}

const MAX_POSITION = 2n ** 63n - 1n;

/** Events before a place, the last one first. @param before undefined: from the end of the log */
async function readEventsBefore(
  manager: EntityManager,
  before: EventPlace | undefined,
  { end, filter, limit }: Wanted,
): Promise<LogEvent[]> {
  const found: LogEvent[] = [];
  const most = Math.min(limit, MAX_COMMANDS) + 1;
  for (let to = before && before.position < end ? before.position : end; ;) {
    const range = { from: 0n, to, backwards: true, limit: most, withoutInput: true };
    const rows = await readCommands(manager, range, conditionsOf(filter));
    const happened = rows
      .flatMap((row) => happenedBy(row).reverse())
      .filter((one) => !before || isEventAfter(before, one));
    await addEvents(manager, found, happened, { filter, limit });
    const last = rows.at(-1);
    if (found.length >= limit || rows.length < most || !last) return found;
    to = last.position - 1n;
  }
}

/** Adds the events that match, up to the limit. Only their transactions are read. */
async function addEvents(
  manager: EntityManager,
  found: LogEvent[],
  happened: readonly Happened[],
  { filter, limit }: Pick<Wanted, 'filter' | 'limit'>,
): Promise<void> {
  const left = happened.filter(({ type }) => filter.types?.includes(type) ?? true);
  for (let next = 0; next < left.length && found.length < limit;) {
    const part = left.slice(next, next + limit - found.length);
    next += part.length;
    const events = await eventsOf(manager, part);
    found.push(...events.filter((event) => matchesEvent(event, filter)));
  }
}

/**
 * A page of events, oldest first.
 * @param end the settled end of the log when the snapshot began, or before
 * @throws InputError for a wrong page or cursor
 */
export async function readEventsPage(
  manager: EntityManager,
  filter: EventFilter,
  page: PageArguments,
  end: bigint,
): Promise<Page<LogEvent>> {
  const request = pageRequestOf(page);
  const { backwards, size, cursor } = request;
  const place = cursor === undefined ? undefined : await readEventPlace(manager, cursor);
  const of = { end, filter, limit: size + 1 };
  const events = backwards
    ? await readEventsBefore(manager, place, of)
    : await readEventsAfter(manager, place ?? LOG_START, of);
  const hasOtherSide = place !== undefined && (await hasBeside(manager, place, backwards, of));
  return pageOf(
    request,
    events.map((node) => ({ cursor: eventCursor(node), node })),
    hasOtherSide,
  );
}

/** Whether the list has an event at the place or on its other side. */
async function hasBeside(
  manager: EntityManager,
  place: EventPlace,
  backwards: boolean,
  of: { end: bigint; filter: EventFilter },
): Promise<boolean> {
  const { position, index } = place;
  const one = { ...of, limit: 1 };
  const found = backwards
    ? await readEventsAfter(manager, { position, index: index - 1 }, one)
    : await readEventsBefore(manager, { position, index: index + 1 }, one);
  return found.length > 0;
}

const PLAIN: EventType = 'transaction.completed';

function conditionsOf({ types, walletId }: EventFilter): LogConditions {
  const conditions = [`c.event_types <> '{}'`];
  const values: unknown[] = [];
  if (types) {
    values.push(types);
    conditions.push(`c.event_types && $${values.length + 3}::text[]`);
    // So that the index of other events applies.
    if (!types.includes(PLAIN)) conditions.push(`c.event_types <> '{${PLAIN}}'`);
  }
  if (walletId === undefined) return { conditions, values };
  values.push(walletId);
  return { conditions, values, found: foundByWallet(`$${values.length + 3}`) };
}

/** One of the things that happened by a command. */
interface Happened extends EventPlace {
  readonly command: CommandRow;
  readonly type: EventType;
  /** The row of the outcome to which it happened. */
  readonly walletId: string | null;
  readonly transactionId: string | null;
  readonly currencyCode: string | null;
  readonly erasure: ErasedOwner | null;
  readonly alertId: string | null;
}

/** What happened by a command, in order: each of its types to each thing that its outcome names. */
function happenedBy(command: CommandRow): Happened[] {
  const { outcome, eventTypes, position } = command;
  if ('refused' in outcome) return [];
  const things: readonly Thing[] = 'many' in outcome ? outcome.many.done : [outcome.done];
  return things
    .flatMap(({ walletId = null, transactionId = null, currencyCode = null, ...of }) => {
      const { erasure = null, alertId = null } = of;
      const thing = { walletId, transactionId, currencyCode, erasure, alertId };
      return eventTypes.map((type) => ({ type, ...thing }));
    })
    .map((one, index) => ({ ...one, command, position, index }));
}

interface Thing {
  readonly walletId?: string;
  readonly transactionId?: string;
  readonly currencyCode?: string;
  readonly erasure?: ErasedOwner;
  readonly alertId?: string;
}

async function eventsOf(
  manager: EntityManager,
  happened: readonly Happened[],
): Promise<LogEvent[]> {
  const ids = [...new Set(happened.flatMap(({ transactionId }) => transactionId ?? []))];
  const transactions =
    ids.length === 0 ? new Map<string, Transaction>() : await readTransactions(manager, ids);
  const alertIds = happened.flatMap(({ alertId }) => alertId ?? []);
  const alerts =
    alertIds.length === 0 ? new Map<string, Alert>() : await readAlerts(manager, alertIds);
  return happened.map((one) => {
    const { command, position, index, type } = one;
    const commandId = idOfCommand(command);
    const { createdAt: at, caller: actor } = command;
    return {
      commandId,
      position,
      index,
      type,
      at,
      actor,
      ...subjectOf(one, { transactions, alerts }),
    };
  });
}

type Subject = Pick<
  LogEvent,
  'walletId' | 'transactionId' | 'currencyCode' | 'erasure' | 'alertId' | 'monitorId' | 'walletIds'
>;

const OF_NO_ALERT = { alertId: null, monitorId: null };

/** What an event is about. */
function subjectOf(
  { type, walletId, transactionId, currencyCode, erasure, alertId }: Happened,
  {
    transactions,
    alerts,
  }: {
    readonly transactions: ReadonlyMap<string, Transaction>;
    readonly alerts: ReadonlyMap<string, Alert>;
  },
): Subject {
  const alert = alertId === null ? undefined : alerts.get(alertId);
  if (alert) return ofAlert(alert);
  const transaction = transactionId === null ? undefined : transactions.get(transactionId);
  if (!transaction) {
    const walletIds = walletId === null ? [] : [walletId];
    return { ...OF_NO_ALERT, walletId, transactionId, currencyCode, erasure, walletIds };
  }
  if (isOneOf(WALLET_EVENTS, type)) return openedFor(transaction);
  return {
    ...OF_NO_ALERT,
    transactionId: isOfOriginal(type) ? transaction.originalId : transaction.id,
    walletId: transaction.walletId,
    currencyCode: null,
    erasure: null,
    walletIds: walletIdsOf(transaction),
  };
}

/** A wallet that was opened for the transaction which the outcome names. */
function openedFor({ walletId }: Transaction): Subject {
  const walletIds = walletId === null ? [] : [walletId];
  return {
    ...OF_NO_ALERT,
    walletId,
    transactionId: null,
    currencyCode: null,
    erasure: null,
    walletIds,
  };
}

function ofAlert({ id, monitorId, walletId, transactionId }: Alert): Subject {
  const walletIds = walletId === null ? [] : [walletId];
  const of = { erasure: null, alertId: id, monitorId };
  return { walletId, transactionId, currencyCode: null, ...of, walletIds };
}

/** Events of the transaction from which the one in the outcome follows. */
function isOfOriginal(type: EventType): boolean {
  return type === 'transaction.refunded' || type === 'transaction.reversed';
}

function isOneOf<T extends string>(list: readonly T[], value: string): value is T {
  return (list as readonly string[]).includes(value);
}

/** Whether an event is about a transaction. */
export function isTransactionEvent(type: EventType): boolean {
  return isOneOf(TRANSACTION_EVENTS, type);
}
