import { type AlertChannel, MONITOR_FIELDS } from '../../domain/index.js';
import type { AcknowledgeAlertInput, CreateMonitorInput } from '../../movements/index.js';
import type { AlertFilter } from '../../reader/index.js';
import { badInput } from '../errors.js';
import type {
  AcknowledgeAlertInput as SentAcknowledgement,
  AlertChannelInput,
  AlertFilter as SentFilter,
  CreateMonitorInput as SentMonitor,
  InputMaybe,
} from '../generated/resolvers.js';
import { readAlertId, readMonitorId, readWalletId, readWebhookId } from '../ids.js';
import { asIs, ifSent, wholeNumber } from './inputs.js';
import { emailAddress, label, note } from './text-inputs.js';

/** A month of 31 days. */
const MAX_SECONDS = 2_678_400;
/** A week. */
const MAX_AFTER_SECONDS = 604_800;
const MAX_CHANNELS = 10;

/** @throws GraphQLError BAD_USER_INPUT for fields that the kind does not take or lacks, and for values out of bounds */
export function monitorToCreate(sent: SentMonitor): CreateMonitorInput {
  const { on: watches, channels = [] } = sent;
  refuseWrongFields(sent);
  if (channels.length > MAX_CHANNELS)
    throw badInput(
      `channels has ${channels.length} channels. Send at most ${MAX_CHANNELS}; an address can be that of a list.`,
    );
  return {
    watches,
    name: label(sent.name, 'name'),
    walletId: ifSent(sent.walletId, (id) => readWalletId(id, 'walletId')),
    amount: ifSent(sent.amount, asIs),
    seconds: ifSent(sent.seconds, (seconds) => secondsIn(watches, seconds)),
    channels: channels.map(channelIn),
  };
}

function refuseWrongFields(sent: SentMonitor): void {
  const uses = MONITOR_FIELDS[sent.on];
  for (const field of ['walletId', 'amount', 'seconds'] as const) {
    const isSent = (sent[field] ?? undefined) !== undefined;
    if (isSent && uses[field] === 'none')
      throw badInput(`${field} means nothing to ${sent.on}. Leave it out. ${takes(sent.on)}`);
    if (!isSent && uses[field] === 'needed')
      throw badInput(`${field} is missing: ${sent.on} needs it. ${takes(sent.on)}`);
  }
}

/** The fields of a kind, as a sentence. */
function takes(kind: SentMonitor['on']): string {
  const fields = Object.entries(MONITOR_FIELDS[kind]).flatMap(([field, use]) => {
    if (use === 'none') return [];
    return use === 'needed' ? [field] : [`${field} if you want`];
  });
  return fields.length === 0
    ? `${kind} takes none of walletId, amount and seconds.`
    : `${kind} takes ${fields.join(', ')}.`;
}

function secondsIn(kind: SentMonitor['on'], seconds: number): number {
  // A latency is measured in milliseconds.
  const smallest = kind === 'PUSH_LATENCY_ABOVE' ? 0.001 : 1;
  const rounded = Math.round(seconds * 1_000) / 1_000;
  if (rounded === seconds && (smallest < 1 || Number.isInteger(seconds)))
    return wholeNumber('seconds', seconds, MAX_SECONDS, smallest);
  throw badInput(
    `seconds is ${seconds}. It must be ${smallest < 1 ? 'a number with at most 3 digits after the point' : 'a whole number'}.`,
  );
}

function channelIn(
  { email, webhookId, afterSeconds: sent = 0 }: AlertChannelInput,
  index: number,
): AlertChannel {
  const at = `channels[${index}].`;
  const afterSeconds = wholeNumber(`${at}afterSeconds`, sent, MAX_AFTER_SECONDS, 0);
  const address = ifSent(email, (text) => emailAddress(text, `${at}email`));
  const webhook = ifSent(webhookId, (id) => readWebhookId(id, `${at}webhookId`));
  if (address !== undefined && webhook === undefined) return { email: address, afterSeconds };
  if (webhook !== undefined && address === undefined) return { webhookId: webhook, afterSeconds };
  throw badInput(
    `channels[${index}] has ${address === undefined ? 'neither email nor webhookId' : 'both email and webhookId'}. Send exactly one of them.`,
  );
}

/** @throws GraphQLError BAD_USER_INPUT for a text that is not a monitor's id */
export function monitorIn({ monitorId }: { monitorId: string }): { monitorId: string } {
  return { monitorId: readMonitorId(monitorId, 'monitorId') };
}

/** @throws GraphQLError BAD_USER_INPUT for a text that is not an alert's id, and for a note out of bounds */
export function acknowledgementIn(sent: SentAcknowledgement): AcknowledgeAlertInput {
  return { alertId: readAlertId(sent.alertId, 'alertId'), note: ifSent(sent.note, note) };
}

/** Which alerts a client asks for. @throws GraphQLError BAD_USER_INPUT for a malformed id */
export function alertsIn(filter: InputMaybe<SentFilter> | undefined): AlertFilter {
  return {
    acknowledged: ifSent(filter?.status, (status) => status === 'ACKNOWLEDGED'),
    monitorId: ifSent(filter?.monitorId, (id) => readMonitorId(id, 'filter.monitorId')),
    walletId: ifSent(filter?.walletId, (id) => readWalletId(id, 'filter.walletId')),
  };
}
