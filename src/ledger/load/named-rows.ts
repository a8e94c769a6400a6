import type { KeyName } from '../idempotency.js';
import type { Locks, WalletName } from '../movement.js';

/** A command's key, and the rows that the command names. */
export interface Claim extends KeyName {
  readonly locks: Locks;
  /** Codes in the command's amounts that the gateway did not know when it arrived. */
  readonly unknownCurrencies: readonly string[];
}

/** The codes of all currencies that the claims name, except for known ones in amounts. */
export function namedCurrencies(claims: readonly Claim[]): string[] {
  return claims.flatMap(({ locks, unknownCurrencies }) => [
    ...unknownCurrencies,
    ...(locks.currencies ?? []),
    ...(locks.openWallet ? [locks.openWallet.currency] : []),
    ...(locks.namedAccounts ?? []).map(({ currency }) => currency),
  ]);
}

/** The names of all system accounts that the claims name. */
export function namedSystemAccounts(claims: readonly Claim[]): string[] {
  return claims.flatMap(({ locks: { accountNames = [], namedAccounts = [] } }) => [
    ...accountNames,
    ...namedAccounts.map(({ name }) => name),
  ]);
}

/** Adds a value to the parameters of a statement. @returns its placeholder in the SQL */
export type AddParameter = (value: unknown) => string;

/**
 * SQL that is true if no command was decided under a key. The statements that lock contain it: a command that is sent
 * again locks nothing, so it waits for nothing, not even for a wallet that another session holds.
 *
 * The keys are looked up by a later statement than the locks. A key that the locks leave out as known is known there
 * too, so no command is decided without its locks.
 * @param rows alias of rows with the columns `caller` and `key`
 */
export function isFreshSql(rows: string): string {
  return `NOT EXISTS (SELECT FROM command k WHERE k.caller = ${rows}.caller AND k.key = ${rows}.key)`;
}

interface Column<Row> {
  readonly name: string;
  readonly type: string;
  readonly valueOf: (row: Row) => unknown;
}

/** A way in which commands name rows: which they are, and SQL that selects the ids to lock from them, as `named`. */
interface Naming<Row> {
  readonly rowsOf: (locks: Locks) => readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly ids: string;
  readonly from: (named: string) => string;
}

/** Selects ids from what the claims name in one way, or is undefined if no claim names anything so. */
type IdsSql = (
  claims: readonly Claim[],
  add: AddParameter,
  only: { readonly fresh: boolean },
) => string | undefined;

function naming<Row>({ rowsOf, columns, ids, from }: Naming<Row>): IdsSql {
  return (claims, add, { fresh }) => {
    const rows = claims.flatMap((claim) => rowsOf(claim.locks).map((row) => ({ claim, row })));
    if (rows.length === 0) return undefined;
    const all = [...(fresh ? KEY : []), ...columns.map(ofRow<Row>)];
    const arrays = all.map(({ type, valueOf }) => `${add(rows.map(valueOf))}::${type}[]`);
    const named = `unnest(${arrays.join(', ')}) AS named (${all.map(({ name }) => name).join(', ')})`;
    return `SELECT ${ids} FROM ${from(named)}${fresh ? ` WHERE ${isFreshSql('named')}` : ''}`;
  };
}

const KEY: readonly Column<{ readonly claim: Claim }>[] = [
  { name: 'caller', type: 'text', valueOf: ({ claim }) => claim.caller },
  { name: 'key', type: 'text', valueOf: ({ claim }) => claim.key },
];

function ofRow<Row>({ name, type, valueOf }: Column<Row>): Column<{ readonly row: Row }> {
  return { name, type, valueOf: ({ row }) => valueOf(row) };
}

/** In pairs, because most commands name two wallets: so a key is looked up once. */
const wallets = naming<readonly [string, string | undefined]>({
  rowsOf: ({ wallets: ids = [] }) =>
    ids.flatMap((id, at) => (at % 2 === 0 ? [[id, ids[at + 1]] as const] : [])),
  columns: [
    { name: 'a', type: 'uuid', valueOf: ([a]) => a },
    { name: 'b', type: 'uuid', valueOf: ([, b]) => b },
  ],
  ids: 'unnest(ARRAY[named.a, named.b])',
  from: (named) => named,
});

const ID: Column<string> = { name: 'id', type: 'uuid', valueOf: (id) => id };

const transactions = naming<string>({
  rowsOf: (locks) => locks.transactions ?? [],
  columns: [ID],
  ids: 'named.id',
  from: (named) => named,
});

const schedules = naming<string>({
  rowsOf: (locks) => locks.schedules ?? [],
  columns: [ID],
  ids: 'named.id',
  from: (named) => named,
});

const monitors = naming<string>({
  rowsOf: (locks) => locks.monitors ?? [],
  columns: [ID],
  ids: 'named.id',
  from: (named) => named,
});

const webhooks = naming<string>({
  rowsOf: (locks) => locks.webhooks ?? [],
  columns: [ID],
  ids: 'named.id',
  from: (named) => named,
});

const alerts = naming<string>({
  rowsOf: (locks) => locks.alerts ?? [],
  columns: [ID],
  ids: 'named.id',
  from: (named) => named,
});

const alertsOfMonitors = naming<string>({
  rowsOf: (locks) => locks.monitors ?? [],
  columns: [ID],
  ids: 'm.current_alert',
  from: (named) => `${named} JOIN monitor m ON m.id = named.id`,
});

/** The wallets of a transaction never change, so they may be read before it is locked. */
const walletsOfTransactions = naming<string>({
  rowsOf: (locks) => locks.transactions ?? [],
  columns: [ID],
  ids: 'unnest(ARRAY[t.wallet_id, t.counter_wallet_id] || t.further_wallet_ids)',
  from: (named) => `${named} JOIN transaction t ON t.id = named.id`,
});

const walletsOfQuotes = naming<string>({
  rowsOf: (locks) => locks.quotes ?? [],
  columns: [ID],
  ids: 'unnest(ARRAY[q.from_wallet_id, q.to_wallet_id])',
  from: (named) => `${named} JOIN exchange_quote q ON q.id = named.id`,
});

const walletsByName = naming<WalletName>({
  rowsOf: ({ openWallet }) => (openWallet ? [openWallet] : []),
  columns: [
    { name: 'owner_id', type: 'text', valueOf: ({ ownerId }) => ownerId },
    { name: 'currency', type: 'text', valueOf: ({ currency }) => currency },
    { name: 'name', type: 'text', valueOf: ({ name }) => name },
  ],
  ids: 'w.id',
  from: (named) => `${named} JOIN wallet w USING (owner_id, currency, name)`,
});

/** What is decided on all wallets of an owner is decided under the lock of the first one. */
const firstWalletsOfOpening = naming<WalletName>({
  rowsOf: ({ openWallet }) => (openWallet ? [openWallet] : []),
  columns: [{ name: 'owner_id', type: 'text', valueOf: ({ ownerId }) => ownerId }],
  ids: 'w.id',
  from: (named) => `${named} JOIN wallet w ON w.owner_id = named.owner_id AND w.owner_number = 1`,
});

const firstWalletsOfBonuses = naming<string>({
  rowsOf: ({ bonuses, wallets: ids = [] }) => (bonuses ? ids : []),
  columns: [ID],
  ids: 'f.id',
  from: (named) =>
    `${named} JOIN wallet w ON w.id = named.id JOIN wallet f ON f.owner_id = w.owner_id AND f.owner_number = 1`,
});

const NONE = 'SELECT NULL::uuid WHERE false';

/** SQL of the ids of all wallets that the claims name: by id, by a transaction or quote, by their owner and name, and the
 * first ones of owners of whom something is decided on all wallets. */
export function walletIdsSql(...[claims, add, only]: Parameters<IdsSql>): string {
  const parts = [
    ...[wallets, walletsOfTransactions, walletsOfQuotes, walletsByName],
    ...[firstWalletsOfOpening, firstWalletsOfBonuses],
  ].flatMap((idsSql) => idsSql(claims, add, only) ?? []);
  return parts.length === 0 ? NONE : parts.join(' UNION ALL ');
}

/** SQL of the ids of all transactions that the claims name. */
export function transactionIdsSql(...[claims, add, only]: Parameters<IdsSql>): string {
  return transactions(claims, add, only) ?? NONE;
}

/** SQL of the ids of all schedules that the claims name. */
export function scheduleIdsSql(...[claims, add, only]: Parameters<IdsSql>): string {
  return schedules(claims, add, only) ?? NONE;
}

/** SQL of the ids of all monitors that the claims name. */
export function monitorIdsSql(...[claims, add, only]: Parameters<IdsSql>): string {
  return monitors(claims, add, only) ?? NONE;
}

/** SQL of the ids of all alerts that the claims name, themselves or by a monitor. */
export function alertIdsSql(...[claims, add, only]: Parameters<IdsSql>): string {
  const parts = [alerts, alertsOfMonitors].flatMap((idsSql) => idsSql(claims, add, only) ?? []);
  return parts.length === 0 ? NONE : parts.join(' UNION ALL ');
}

/** SQL of the ids of all webhooks that the claims name. */
export function webhookIdsSql(...[claims, add, only]: Parameters<IdsSql>): string {
  return webhooks(claims, add, only) ?? NONE;
}

/** Whether a claim names any wallet, itself or by what else it names. */
export function namesWallets({ locks }: Claim): boolean {
  return (
    [locks.wallets, locks.transactions, locks.quotes].some((ids) => ids?.length) ||
    !!locks.openWallet
  );
}
