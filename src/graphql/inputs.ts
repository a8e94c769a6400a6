import type { TransactionFilter as BookFilter } from '../ledger/index.js';
import type { Remarks } from '../movements/index.js';
import type { InputMaybe, TransactionFilter } from './generated/resolvers.js';
import { description, ownerId, reference } from './texts.js';

/**
 * What clients send, as movements and readers take it. A field that is null means the same as one that
 * was left out, so both become undefined, and hash alike.
 */
function given<T, R>(value: InputMaybe<T> | undefined, read: (value: T) => R): R | undefined {
  return value === null || value === undefined ? undefined : read(value);
}

const asIs = <T>(value: T): T => value;

/** What a caller wrote on a transaction. @throws GraphQLError BAD_USER_INPUT for texts out of bounds */
export function remarksIn(input: {
  readonly [K in keyof Remarks]?: InputMaybe<Remarks[K]>;
}): Remarks {
  return {
    reference: given(input.reference, reference),
    description: given(input.description, description),
    metadata: given(input.metadata, asIs),
  };
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
