import type { PendingWrites } from './pending-writes.js';

/**
 * The ids of what a commit changed, announced to every gateway. It carries no figures: a reader reads them in the book,
 * so there is no second source of a balance.
 */
export interface Announcement {
  /** Time on the database's clock just before the commit, in milliseconds since 1970. */
  readonly at: number;
  /** New wallets, and wallets of which the balance or status changed. */
  readonly wallets: readonly string[];
  /** Earlier transactions of which the status changed, or from which a transaction followed. */
  readonly transactions: readonly string[];
  /** Whether tokens were revoked. */
  readonly revocations: boolean;
}

/** The channel of a book's announcements. A database can hold several books. */
export function channelOf(book: string): string {
  return `onebook:${book}`;
}

/** Maximum number of names in one message. A name has 24 bytes, and a message less than 8,000. */
const MAX_NAMES = 320;
const REVOCATIONS = 'r';

/**
 * The SQL that announces a commit from within it. PostgreSQL delivers the notification with the commit, and only if it
 * happens. A trigger would notify for each statement; this notifies once for a commit of any size.
 * @param messages SQL expression of an array of `messagesOf`
 */
export function notifySql(messages: string): string {
  return `SELECT pg_notify('onebook:' || current_schema(),
                      (extract(epoch FROM clock_timestamp()) * 1000000)::bigint || message)
       FROM unnest(${messages}) AS message`;
}

/** The messages that announce a commit, mostly one. */
export function messagesOf(writes: PendingWrites): string[] {
  const names = [
    ...[...changedWallets(writes)].map((id) => `w${short(id)}`),
    ...[...changedTransactions(writes)].map((id) => `t${short(id)}`),
    ...(writes.revocations.size > 0 ? [REVOCATIONS] : []),
  ];
  // One without a name for what only followers of events hear of, such as a currency.
  const isEvent = writes.commands.some(({ eventTypes }) => eventTypes.length > 0);
  const count = Math.max(Math.ceil(names.length / MAX_NAMES), isEvent ? 1 : 0);
  return Array.from({ length: count }, (_, part) =>
    ['', ...names.slice(part * MAX_NAMES, (part + 1) * MAX_NAMES)].join(' '),
  );
}

function changedWallets({ newWallets, changedWallets, entries }: PendingWrites): Set<string> {
  const ids = new Set(newWallets.map(({ id }) => id));
  for (const id of changedWallets.keys()) ids.add(id);
  for (const { account } of entries) if (account.walletId !== null) ids.add(account.walletId);
  return ids;
}

/**
 * Changed transactions, and originals of new ones. No client can follow a new transaction before its commit, but one may
 * follow the transaction that it reverses or refunds.
 */
function changedTransactions({ changedTransactions, newTransactions }: PendingWrites): Set<string> {
  const ids = new Set(changedTransactions.keys());
  for (const { originalId } of newTransactions.values()) if (originalId) ids.add(originalId);
  return ids;
}

/** Parses a message. @throws Error if no gateway of this version writes such a message */
export function readAnnouncement(message: string): Announcement {
  const [time = '', ...names] = message.split(' ');
  if (!/^\d{16}$/.test(time) || !names.every((name) => NAME.test(name)))
    throw new Error('another program wrote on the channel of the book');
  const named = (kind: string): string[] =>
    names.filter((name) => name.startsWith(kind)).map((name) => long(name.slice(1)));
  return {
    at: Number(time) / 1000,
    wallets: named('w'),
    transactions: named('t'),
    revocations: names.includes(REVOCATIONS),
  };
}

const NAME = /^(r|[wt][\w-]{22})$/;

/** The 16 bytes of a UUID in 22 characters. */
function short(uuid: string): string {
  const [a = '', b = '', c = '', d = '', e = ''] = uuid.split('-');
  return Buffer.from(a + b + c + d + e, 'hex').toString('base64url');
}

function long(text: string): string {
  const hex = Buffer.from(text, 'base64url').toString('hex');
  const [a, b, c] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16)];
  return `${a}-${b}-${c}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
