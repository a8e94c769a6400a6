import {
  alertId,
  findingId,
  monitorId,
  quoteId,
  scheduleId,
  transactionId,
  walletId,
  webhookId,
} from './ids.js';

/** How the ids in a command's input are shown, by the end of their field's name. */
const IDS: readonly (readonly [ending: RegExp, (uuid: string) => string])[] = [
  [/walletIds?$/i, walletId],
  [/transactionId$/i, transactionId],
  [/quoteId$/i, quoteId],
  [/findingId$/i, findingId],
  [/scheduleId$/i, scheduleId],
  [/monitorId$/i, monitorId],
  [/alertId$/i, alertId],
  [/webhookId$/i, webhookId],
];

/** What a client wrote as it liked. */
const AS_SENT: readonly string[] = ['metadata', 'details'];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The input of a command with the ids that clients know, instead of UUIDs. */
export function shownInput(input: unknown): Record<string, unknown> {
  return shown(input, '') as Record<string, unknown>;
}

function shown(value: unknown, field: string): unknown {
  if (Array.isArray(value)) return value.map((part) => shown(part, field));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        AS_SENT.includes(key) ? part : shown(part, key),
      ]),
    );
  if (typeof value !== 'string' || !UUID.test(value)) return value;
  const known = IDS.find(([ending]) => ending.test(field));
  return known ? known[1](value) : value;
}
