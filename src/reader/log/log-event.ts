import type { EventType } from '../../domain/index.js';

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
export interface ErasedOwner {
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

/** The place after everything up to a position. */
export function endOfPosition(position: bigint): EventPlace {
  return { position, index: Number.MAX_SAFE_INTEGER };
}

/** A text that names a place and no other. */
export function placeText({ position, index }: EventPlace): string {
  return `${position} ${index}`;
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
