import { hash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  type EventType,
  TRANSACTION_EVENTS,
  WALLET_EVENTS,
  walletIdsOf,
} from '../../domain/index.js';
import type { Alert, Transaction } from '../../entities/index.js';
import { readAlerts } from '../alerts/alerts.js';
import { decodeCursor, encodeCursor } from '../pages/cursor.js';
import { InputError, pageOf, pageRequestOf, type Page, type PageArguments } from '../pages/page.js';
import { readTransactions } from '../transactions.js';
import {
  type CommandRow,
  foundByWallet,
  type LogConditions,
  readCommandAt,
  readCommands,
} from './commands.js';

/** Something that happened, as a command of the log says it. */
export interface LogEvent {
  /** A UUID made of the command's caller and key. With `index` it names the event, also after a restore. */
  readonly commandId: string;
  readonly position: bigint;
  /** The place among the events of its command. */
  readonly index: number;
  readonly type: EventType;
  readonly at: Date;
  /** The `sub` of the caller. */
  readonly actor: string;
  /** The wallet that it is about; of a transaction, the wallet that that is about. */
  readonly walletId: string | null;
  readonly transactionId: string | null;
  readonly currencyCode: string | null;
  /** The erasure of an owner's texts, and that owner. */
  readonly erasure: ErasedOwner | null;
  readonly alertId: string | null;
  readonly monitorId: string | null;
  /** All wallets that it concerns. */
  readonly walletIds: readonly string[];
}

/** An owner whose texts are erased, and the erasure. */
interface ErasedOwner {
  readonly id: string;
  readonly ownerId: string;
}

/** Which events to read; an undefined field matches all. */
export interface EventFilter {
  readonly types?: readonly EventType[] | undefined;
  readonly walletId?: string | undefined;
}

/** A place in the log: an event, or the end of what a reader has seen. */
export interface EventPlace {
  readonly position: bigint;
  readonly index: number;
}

/** Before the first event. */
export const LOG_START: EventPlace = { position: 0n, index: -1 };

/** The cursor of an event. It names its command, so that one of a book that was restored without it is refused. */
export function eventCursor({ position, index, commandId }: LogEvent): string {
  return encodeCursor('events', [position.toString(), index.toString(), commandId]);
}

const CURSOR = [/^[1-9][0-9]{0,18}$/, /^(0|[1-9][0-9]{0,5})$/, /^[0-9a-f-]{36}$/];

/**
 * The place that a cursor names.
 * @throws InputError if it is no cursor of events, or its event is not in the book
 */
export async function readEventPlace(manager: EntityManager, cursor: string): Promise<EventPlace> {
  const [position = '', index = '', commandId = ''] = decodeCursor('events', cursor, CURSOR);
  const row = await readCommandAt(manager, BigInt(position));
  if (!row || idOfCommand(row) !== commandId)
    throw new InputError(
      'The event of this cursor is not in the book, which was restored from an older backup. Read the events again from their start.',
    );
  return { position: BigInt(position), index: Number(index) };
}

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

/** Whether a place is after another one. */
export function isEventAfter(one: EventPlace, other: EventPlace): boolean {
  if (one.position !== other.position) return one.position > other.position;
  return one.index > other.index;
}

/** Whether an event is one that the filter asks for. */
export function matchesEvent(event: LogEvent, { types, walletId }: EventFilter): boolean {
  return (
    (types === undefined || types.includes(event.type)) &&
    (walletId === undefined || event.walletIds.includes(walletId))
  );
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

/** A UUID (version 8, of the caller and the key) that is the same wherever the command is read. */
function idOfCommand({ caller, key }: Pick<CommandRow, 'caller' | 'key'>): string {
  const bytes = hash('sha256', `${caller}\0${key}`, 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
