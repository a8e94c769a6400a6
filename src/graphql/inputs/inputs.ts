import type { MoneyInput, Remarks } from '../../movements/index.js';
import { badInput } from '../errors.js';
import type { InputMaybe, WalletFilter } from '../generated/resolvers.js';
import { readTransactionId, readWalletId } from '../ids.js';
import { description, ownerId, reason, reference, walletName } from './text-inputs.js';
import type { WalletFilter as BookWalletFilter } from '../../reader/index.js';

/**
 * Reads an optional input. A field that is null means the same as an absent one, so both become undefined and have the
 * same hash.
 */
export function ifSent<T, R>(
  value: InputMaybe<T> | undefined,
  read: (value: T) => R,
): R | undefined {
  return value === null || value === undefined ? undefined : read(value);
}

export const asIs = <T>(value: T): T => value;

/** The book has `{}` for a row without metadata, so both are the same input and have the same hash. */
export function unlessEmpty<T extends object>(object: T): T | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}

/**
 * The caller's remarks on a transaction.
 * @param at prefix of a field's name in an error, such as `inputs[1].`
 * @throws GraphQLError BAD_USER_INPUT for texts out of bounds
 */
export function remarksIn(
  input: { readonly [K in keyof Remarks]?: InputMaybe<Remarks[K]> },
  at = '',
): Remarks {
  return {
    reference: ifSent(input.reference, (text) => reference(text, `${at}reference`)),
    description: ifSent(input.description, (text) => description(text, `${at}description`)),
    metadata: ifSent(input.metadata, (object) => unlessEmpty(smallEnough(object, `${at}metadata`))),
  };
}

/** The most that the metadata of a transaction may have, in bytes of JSON. Those of a wallet have what the scalar allows. */
const MAX_REMARK_BYTES = 4_096;

function smallEnough<T extends object>(metadata: T, field: string): T {
  if (Buffer.byteLength(JSON.stringify(metadata)) <= MAX_REMARK_BYTES) return metadata;
  throw badInput(
    `${field} is too large. On a transaction it may have at most ${MAX_REMARK_BYTES} bytes.`,
  );
}

/** A wallet and an amount. @throws GraphQLError BAD_USER_INPUT for a text that is not a wallet's id */
export function walletAndAmountIn(
  input: { readonly walletId: string; readonly amount: MoneyInput },
  at = '',
): { walletId: string; amount: MoneyInput } {
  return { walletId: readWalletId(input.walletId, `${at}walletId`), amount: input.amount };
}

/** @throws GraphQLError BAD_USER_INPUT for a text that is not a transaction's id */
export function transactionIn(input: { readonly transactionId: string }): {
  transactionId: string;
} {
  return { transactionId: readTransactionId(input.transactionId, 'transactionId') };
}

/** @throws GraphQLError BAD_USER_INPUT for a text that is not a transaction's id, and for a reason out of bounds */
export function transactionAndReasonIn(input: {
  readonly transactionId: string;
  readonly reason: string;
}): { transactionId: string; reason: string } {
  return { ...transactionIn(input), reason: reason(input.reason) };
}

/** A number from `min` to `max`. @throws GraphQLError BAD_USER_INPUT naming `field` for any other */
export function wholeNumber(field: string, value: number, max: number, min = 1): number {
  if (value >= min && value <= max) return value;
  throw badInput(`${field} is ${value}. It must be from ${min} to ${max}.`);
}

/** Maximum lifetime of a hold: a year of 365 days. */
const MAX_HOLD_SECONDS = 31_536_000;

/** Seconds until a hold expires; undefined: never. @throws GraphQLError BAD_USER_INPUT if out of bounds */
export function holdSecondsIn(input: {
  readonly expiresInSeconds?: InputMaybe<number>;
}): number | undefined {
  return ifSent(input.expiresInSeconds, (seconds) =>
    wholeNumber('expiresInSeconds', seconds, MAX_HOLD_SECONDS),
  );
}

/** Maximum number of lines of one mutation. */
export const MAX_LINES = 1_000;

/**
 * Reads each line.
 * @param read reads one line. `at` is the prefix of a field's name in an error, such as `inputs[1].`
 * @throws GraphQLError BAD_USER_INPUT if there are none or too many
 */
export function eachOf<T, R>(
  field: string,
  lines: readonly T[],
  read: (line: T, at: string) => R,
): R[] {
  if (lines.length < 1 || lines.length > MAX_LINES)
    throw badInput(`${field} has ${lines.length} items. It must have 1 to ${MAX_LINES}.`);
  return lines.map((line, index) => read(line, `${field}[${index}].`));
}

/** The owner that a filter names, if any. @throws GraphQLError BAD_USER_INPUT for a text that cannot be an owner's id */
export function ownerIdIn(filter: InputMaybe<{ ownerId?: InputMaybe<string> }> | undefined) {
  return ifSent(filter?.ownerId, ownerId);
}

/** The conditions of a filter on wallets. @throws GraphQLError BAD_USER_INPUT for a text that cannot be an id or a name */
export function walletsIn(filter: InputMaybe<WalletFilter> | undefined): BookWalletFilter {
  return {
    ownerId: ifSent(filter?.ownerId, ownerId),
    currency: ifSent(filter?.currency, asIs),
    name: ifSent(filter?.name, walletName),
    status: ifSent(filter?.status, asIs),
    metadata: ifSent(filter?.metadata, namingValue),
  };
}

/**
 * What metadata are to contain. No index answers a filter that names no value, such as `{"a": {}}`: it would read every row
 * with metadata.
 * @throws GraphQLError BAD_USER_INPUT for one
 */
export function namingValue<T extends Readonly<Record<string, unknown>>>(has: T): T {
  const values = countValues(has);
  if (values === 0)
    throw badInput('metadata names no value. Send a key with a value, such as {"order": "17"}.');
  if (values > MAX_VALUES)
    throw badInput(
      `metadata names ${values} values. Send at most ${MAX_VALUES}, those that the fewest have.`,
    );
  return has;
}

/** Each value is looked up in the index by itself. */
const MAX_VALUES = 16;

function countValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + countValues(part), 0);
}
