import type { PendingWrites } from './pending-writes.js';

/**
 * What a commit has changed, as it is told to every gateway: only names. Whoever wants the figures reads
 * them in the book, so that there is no second way by which a balance could come.
 */
export interface Announcement {
  /** By the database's clock, just before the commit. Milliseconds since 1970. */
  readonly at: number;
  /** Whose balance or status changed, and new ones. */
  readonly wallets: readonly string[];
  /** Of those that were there before: whose status changed, and what something followed from. */
  readonly transactions: readonly string[];
  /** Whether tokens were revoked. */
  readonly revocations: boolean;
}

/** The channel on which the gateways of a book hear of its commits. A database can hold several books. */
export function channelOf(book: string): string {
  return `onebook:${book}`;
}

/** Names in one message: 24 bytes each, and PostgreSQL takes less than 8,000 bytes. */
const MOST_NAMES = 320;
const REVOCATIONS = 'r';

/**
 * What tells the gateways of a commit, within it: they hear of it when, and only if, it happens, and once
 * for a commit, whatever its size. Not in a trigger, which would tell of each statement.
 * @param messages the SQL of an array of `announcementsOf`
 */
export function notifySql(messages: string): string {
  return `SELECT pg_notify('onebook:' || current_schema(),
                      (extract(epoch FROM clock_timestamp()) * 1000000)::bigint || message)
       FROM unnest(${messages}) AS message`;
}

/** What there is to tell of what a commit writes: mostly one message. */
export function messagesOf(draft: PendingWrites): string[] {
  const names = [
    ...[...changedWallets(draft)].map((id) => `w${short(id)}`),
    ...[...changedTransactions(draft)].map((id) => `t${short(id)}`),
    ...(draft.revocations.size > 0 ? [REVOCATIONS] : []),
  ];
  const count = Math.ceil(names.length / MOST_NAMES);
  return Array.from({ length: count }, (_, part) =>
    ['', ...names.slice(part * MOST_NAMES, (part + 1) * MOST_NAMES)].join(' '),
  );
}

function changedWallets({
  newWallets: openedWallets,
  changedWallets,
  entries,
}: PendingWrites): Set<string> {
  const ids = new Set(openedWallets.map(({ id }) => id));
  for (const id of changedWallets.keys()) ids.add(id);
  for (const { account } of entries) if (account.walletId !== null) ids.add(account.walletId);
  return ids;
}

/** A new one is known to nobody before its commit; what it reverses or refunds may be followed. */
function changedTransactions({ changedTransactions, newTransactions }: PendingWrites): Set<string> {
  const ids = new Set(changedTransactions.keys());
  for (const { originalId } of newTransactions.values()) if (originalId) ids.add(originalId);
  return ids;
}

/** What a message says. @throws Error for one that no gateway of this version writes */
export function readAnnouncement(message: string): Announcement {
  const [time = '', ...names] = message.split(' ');
  if (!/^\d{16}$/.test(time) || !names.every((name) => NAME.test(name)))
    throw new Error('somebody else wrote on the channel of the book');
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
