import { fromUUID, toUUID } from 'typeid-js';
import { quoteInput } from './inputs/quote-input.js';
import { badInput } from './errors.js';
import type { DeliveryKey } from '../domain/index.js';
import type { EntryKey } from '../reader/index.js';

/** The thing that an id names. UUIDs are in their usual text form. */
export type NodeKey =
  | { readonly type: 'wallet'; readonly id: string }
  | { readonly type: 'transaction'; readonly id: string }
  | { readonly type: 'quote'; readonly id: string }
  | { readonly type: 'reconciliation'; readonly id: string }
  | { readonly type: 'schedule'; readonly id: string }
  | { readonly type: 'webhook'; readonly id: string }
  | { readonly type: 'erasure'; readonly id: string }
  | { readonly type: 'monitor'; readonly id: string }
  | { readonly type: 'alert'; readonly id: string }
  | { readonly type: 'report'; readonly id: string }
  | { readonly type: 'entry'; readonly key: EntryKey };

const PREFIXES = {
  wallet: 'wal',
  transaction: 'txn',
  quote: 'quo',
  entry: 'ent',
  reconciliation: 'rec',
  finding: 'fnd',
  event: 'evt',
  schedule: 'sch',
  webhook: 'whk',
  delivery: 'dlv',
  erasure: 'era',
  monitor: 'mon',
  alert: 'alt',
  report: 'rep',
} as const;
type Type = keyof typeof PREFIXES;

/** An entry's id: a TypeID (its prefix, an underscore, 26 base-32 digits of the UUID), followed by the seq. */
const ENTRY = /^(ent_[0-9a-z]{26})([1-9a-v][0-9a-v]{0,10})$/;

/** A delivery's id: a TypeID of its webhook, the position and the index, each in base 32. 12 digits hold less than 2^63. */
const DELIVERY = /^(dlv_[0-9a-z]{26})([1-9a-v][0-9a-v]{0,11})_(0|[1-9a-v][0-9a-v]{0,4})$/;

/** `wal_…` for a wallet's UUID. */
export function walletId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.wallet);
}

/** `txn_…` for a transaction's UUID. */
export function transactionId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.transaction);
}

/** `quo_…` for a quote's UUID. */
export function quoteId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.quote);
}

/** `rec_…` for a reconciliation's UUID. */
export function reconciliationId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.reconciliation);
}

/** `sch_…` for a schedule's UUID. */
export function scheduleId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.schedule);
}

/** `whk_…` for a webhook's UUID. */
export function webhookId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.webhook);
}

/** `dlv_…` for a delivery: its webhook's UUID as in a TypeID, followed by the place of its event in base 32. */
export function deliveryId(webhookUuid: string, { position, index }: DeliveryKey): string {
  return `${fromUUID(webhookUuid, PREFIXES.delivery)}${position.toString(32)}_${index.toString(32)}`;
}

/** `era_…` for an erasure's UUID. */
export function erasureId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.erasure);
}

/** `mon_…` for a monitor's UUID. */
export function monitorId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.monitor);
}

/** `alt_…` for an alert's UUID. */
export function alertId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.alert);
}

/** `rep_…` for a report's UUID. */
export function reportId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.report);
}

/** The ids of what alerts and reports are about, as clients know them. */
export const SHOWN_IDS = {
  alert: alertId,
  monitor: monitorId,
  wallet: walletId,
  transaction: transactionId,
};

/** `fnd_…` for a finding's UUID. */
export function findingId(uuid: string): string {
  return fromUUID(uuid, PREFIXES.finding);
}

/** `evt_…` for an event: its command's UUID as in a TypeID, followed by its place among the command's events in base 32. */
export function eventId(commandId: string, index: number): string {
  return fromUUID(commandId, PREFIXES.event) + index.toString(32);
}

/** `ent_…` for an entry: its account's UUID as in a TypeID, followed by its seq in base 32. */
export function entryId({ accountId, seq }: EntryKey): string {
  return fromUUID(accountId, PREFIXES.entry) + seq.toString(32);
}

/** The UUID in a wallet's id. @throws GraphQLError BAD_USER_INPUT naming `field` for any other text */
export function readWalletId(id: string, field = 'id'): string {
  return readId('wallet', id, field);
}

/** The UUID in a transaction's id. @throws GraphQLError BAD_USER_INPUT naming `field` for any other text */
export function readTransactionId(id: string, field = 'id'): string {
  return readId('transaction', id, field);
}

/** The UUID in a quote's id. @throws GraphQLError BAD_USER_INPUT naming `field` for any other text */
export function readQuoteId(id: string, field = 'id'): string {
  return readId('quote', id, field);
}

/** The UUID in a reconciliation's id. @throws GraphQLError BAD_USER_INPUT for any other text */
export function readReconciliationId(id: string): string {
  return readId('reconciliation', id, 'id');
}

/** The UUID in a schedule's id. @throws GraphQLError BAD_USER_INPUT naming `field` for any other text */
export function readScheduleId(id: string, field = 'id'): string {
  return readId('schedule', id, field);
}

/** The UUID in a monitor's id. @throws GraphQLError BAD_USER_INPUT naming `field` for any other text */
export function readMonitorId(id: string, field = 'id'): string {
  return readId('monitor', id, field);
}

/** The UUID in an alert's id. @throws GraphQLError BAD_USER_INPUT naming `field` for any other text */
export function readAlertId(id: string, field = 'id'): string {
  return readId('alert', id, field);
}

/** The UUID in a webhook's id. @throws GraphQLError BAD_USER_INPUT naming `field` for any other text */
export function readWebhookId(id: string, field = 'id'): string {
  return readId('webhook', id, field);
}

/** The delivery in a delivery's id, and its webhook's UUID. @throws GraphQLError BAD_USER_INPUT naming `field` for any other text */
export function readDeliveryId(id: string, field: string): DeliveryKey & { webhookId: string } {
  const [, webhook, position = '', digits = ''] = DELIVERY.exec(id) ?? [];
  if (webhook === undefined) throw malformed('delivery', id, field);
  return {
    webhookId: uuidIn('delivery', webhook, id, field),
    position: [...position].reduce((sum, digit) => sum * 32n + BigInt(parseInt(digit, 32)), 0n),
    index: parseInt(digits, 32),
  };
}

/** The UUID in a finding's id. @throws GraphQLError BAD_USER_INPUT naming `field` for any other text */
export function readFindingId(id: string, field: string): string {
  return readId('finding', id, field);
}

/** The thing that the id names. @throws GraphQLError BAD_USER_INPUT for any text that is not an id of this gateway */
export function readNodeId(id: string): NodeKey {
  if (id.startsWith('ent_')) return { type: 'entry', key: readEntryId(id) };
  if (id.startsWith('txn_')) return { type: 'transaction', id: readTransactionId(id) };
  if (id.startsWith('wal_')) return { type: 'wallet', id: readWalletId(id) };
  if (id.startsWith('quo_')) return { type: 'quote', id: readQuoteId(id) };
  if (id.startsWith('rec_')) return { type: 'reconciliation', id: readReconciliationId(id) };
  if (id.startsWith('sch_')) return { type: 'schedule', id: readScheduleId(id) };
  if (id.startsWith('whk_')) return { type: 'webhook', id: readWebhookId(id) };
  if (id.startsWith('era_')) return { type: 'erasure', id: readId('erasure', id, 'id') };
  if (id.startsWith('mon_')) return { type: 'monitor', id: readMonitorId(id) };
  if (id.startsWith('alt_')) return { type: 'alert', id: readAlertId(id) };
  if (id.startsWith('rep_')) return { type: 'report', id: readId('report', id, 'id') };
  throw badInput(
    `id: ${quoteInput(id)} is not an id of this gateway. Its ids begin with wal_, txn_, ent_, quo_, rec_, sch_, era_, mon_, alt_, rep_ or whk_.`,
  );
}

function readEntryId(id: string): EntryKey {
  const [, account, digits] = ENTRY.exec(id) ?? [];
  const seq = parseInt(digits ?? '', 32);
  if (account === undefined || !Number.isSafeInteger(seq)) throw malformed('entry', id, 'id');
  return { accountId: uuidIn('entry', account, id, 'id'), seq };
}

function readId(type: Type, id: string, field: string): string {
  return uuidIn(type, id, id, field);
}

/** A TypeID of each type. The first digit has only three bits, because a UUID has 128. */
const TYPE_IDS: Readonly<Record<Type, RegExp>> = {
  wallet: typeIdOf(PREFIXES.wallet),
  transaction: typeIdOf(PREFIXES.transaction),
  quote: typeIdOf(PREFIXES.quote),
  reconciliation: typeIdOf(PREFIXES.reconciliation),
  finding: typeIdOf(PREFIXES.finding),
  schedule: typeIdOf(PREFIXES.schedule),
  webhook: typeIdOf(PREFIXES.webhook),
  delivery: typeIdOf(PREFIXES.delivery),
  erasure: typeIdOf(PREFIXES.erasure),
  monitor: typeIdOf(PREFIXES.monitor),
  alert: typeIdOf(PREFIXES.alert),
  report: typeIdOf(PREFIXES.report),
  entry: typeIdOf(PREFIXES.entry),
  event: typeIdOf(PREFIXES.event),
};

function typeIdOf(prefix: string): RegExp {
  return new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
}

/** Not by `fromString` of typeid-js, which decodes the digits to check them; `toUUID` would decode them once more. */
function uuidIn(type: Type, typeId: string, id: string, field: string): string {
  if (!TYPE_IDS[type].test(typeId)) throw malformed(type, id, field);
  try {
    return toUUID(typeId as Parameters<typeof toUUID>[0]);
  } catch {
    // The digits are no UUID of RFC 9562. A client needs to know the right form, not typeid-js's terms.
    throw malformed(type, id, field);
  }
}

function malformed(type: Type, id: string, field: string): Error {
  const article = /^[aeiou]/.test(type) ? 'an' : 'a';
  return badInput(
    `${field}: ${quoteInput(id)} is not ${article} ${type}'s id. Send it as you received it: it begins with ${PREFIXES[type]}_.`,
  );
}
