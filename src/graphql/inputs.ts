import type { MoneyInput, Remarks } from '../movements/index.js';
import { badInput } from './errors.js';
import type { InputMaybe, TransactionFilter } from './generated/resolvers.js';
import { readTransactionId, readWalletId } from './ids.js';
import { description, ownerId, reason, reference } from './text-inputs.js';
import type { TransactionFilter as BookFilter } from '../reader/index.js';

/**
 * What clients send, as movements and readers take it. A field that is null means the same as one that
 * was left out, so both become undefined, and hash alike.
 */
export function given<T, R>(
  value: InputMaybe<T> | undefined,
  read: (value: T) => R,
): R | undefined {
  return value === null || value === undefined ? undefined : read(value);
}

export const asIs = <T>(value: T): T => value;

/**
 * What a caller wrote on a transaction.
 * @param at what stands in front of a field's name in an error
 * @throws GraphQLError BAD_USER_INPUT for texts out of bounds
 */
export function remarksIn(
  input: { readonly [K in keyof Remarks]?: InputMaybe<Remarks[K]> },
  at = '',
): Remarks {
  return {
    reference: given(input.reference, (text) => reference(text, `${at}reference`)),
    description: given(input.description, (text) => description(text, `${at}description`)),
    metadata: given(input.metadata, asIs),
  };
}

/** A wallet and an amount. @throws GraphQLError BAD_USER_INPUT for what is no wallet's id */
export function walletAndAmountIn(
  input: { readonly walletId: string; readonly amount: MoneyInput },
  at = '',
): { walletId: string; amount: MoneyInput } {
  return { walletId: readWalletId(input.walletId, `${at}walletId`), amount: input.amount };
}

/** @throws GraphQLError BAD_USER_INPUT for what is no transaction's id */
export function transactionIn(input: { readonly transactionId: string }): {
  transactionId: string;
} {
  return { transactionId: readTransactionId(input.transactionId, 'transactionId') };
}

/** @throws GraphQLError BAD_USER_INPUT for what is no transaction's id, and for a reason out of bounds */
export function transactionAndReasonIn(input: {
  readonly transactionId: string;
  readonly reason: string;
}): { transactionId: string; reason: string } {
  return { ...transactionIn(input), reason: reason(input.reason) };
}

/** A number from 1 to `max`. @throws GraphQLError BAD_USER_INPUT naming `field` for any other */
export function wholeNumber(field: string, value: number, max: number): number {
  if (value >= 1 && value <= max) return value;
  throw badInput(`${field} is ${value}. It must be from 1 to ${max}.`);
}

/** The longest that a hold may last: a year of 365 days. */
const YEAR_SECONDS = 31_536_000;

/** After how many seconds a hold ends, if at all. @throws GraphQLError BAD_USER_INPUT out of bounds */
export function holdSecondsIn(input: {
  readonly expiresInSeconds?: InputMaybe<number>;
}): number | undefined {
  return given(input.expiresInSeconds, (seconds) =>
    wholeNumber('expiresInSeconds', seconds, YEAR_SECONDS),
  );
}

/** Most lines that one mutation takes. */
export const MAX_LINES = 1_000;

/**
 * Each line as `read` has it, which is told what stands in front of a field's name in an error.
 * @throws GraphQLError BAD_USER_INPUT where there are none or too many
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

/** The owner that a filter names, if any. @throws GraphQLError BAD_USER_INPUT for what can be no owner's id */
export function ownerIdIn(filter: InputMaybe<{ ownerId?: InputMaybe<string> }> | undefined) {
  return given(filter?.ownerId, ownerId);
}

/** What a filter says of transactions themselves. @throws GraphQLError BAD_USER_INPUT for a bad reference */
export function transactionsIn(filter: InputMaybe<TransactionFilter> | undefined): BookFilter {
  return {
    kinds: given(filter?.kinds, asIs),
    statuses: given(filter?.statuses, asIs),
    from: given(filter?.from, asIs),
    to: given(filter?.to, asIs),
    reference: given(filter?.reference, reference),
  };
}
