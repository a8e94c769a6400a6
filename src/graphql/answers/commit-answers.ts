import {
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { Result } from '../../ledger/index.js';
import type { RowReader } from '../../reader/index.js';
import { knownReader } from './known-rows.js';
import { operationCheck, type SelectedField } from './operation-fields.js';

// The answer to most mutations is the row that was made and the new balance of its wallets. The commit has locked and
// written those rows, so it knows them as they are in the book at its moment, and nothing need be read again.
// docs/decisions/35-answers-from-the-commit.md

/** The fields of payloads that show nothing beyond the outcome and the rows that it names. */
const OF_PAYLOADS = [
  ...['replayed', 'transaction', 'wallet', 'done', 'paid', 'refused', 'total'],
  ...['subject', 'revokedAt'],
];

/** The fields that show nothing beyond a row of a wallet and its balance. */
const OF_WALLETS = [
  ...['id', 'ownerId', 'currency', 'name', 'status', 'statusReason', 'createdAt', 'balance'],
  ...['metadata', 'metadataChangedBy', 'metadataChangedAt', 'displayName'],
];

/** The fields that show nothing beyond a row of a transaction, and its wallets. */
const OF_TRANSACTIONS = [
  ...['id', 'kind', 'status', 'amount', 'wallet', 'toWallet', 'reference', 'description'],
  ...['metadata', 'statusReason', 'statusChangedBy', 'statusChangedAt', 'initiatedBy'],
  ...[
    'createdAt',
    'completedAt',
    'effectiveAt',
    'expiresAt',
    'destination',
    'direction',
    'part',
    'origin',
    'legacyOrigin',
    'rateBps',
  ],
];

/** Whether all that a mutation shows is in its commits: payloads, refusals, transactions, wallets and their balances. */
export function answersFromCommit(schema: GraphQLSchema): (info: GraphQLResolveInfo) => boolean {
  return operationCheck(schema, (fields) => fields.every((field) => isOfCommit(schema, field)));
}

function isOfCommit(schema: GraphQLSchema, { node, types }: SelectedField): boolean {
  const name = node.name.value;
  if (name === TypeNameMetaFieldDef.name) return true;
  return types.every((type) => {
    if (type === schema.getMutationType()?.name) return true;
    // An argument asks for something else than what is, such as a balance of the past.
    if (node.arguments?.length) return false;
    if (implementsInterface(schema, type, 'Transaction')) return OF_TRANSACTIONS.includes(name);
    if (type.endsWith('Payload')) return OF_PAYLOADS.includes(name);
    return (
      isOfWallet(type, name) ||
      ['RefusedTransfer', 'RefusedEarning', 'OpeningBalanceOrigin', 'LegacyOrigin'].includes(
        type,
      ) ||
      implementsInterface(schema, type, 'UserError')
    );
  });
}

/** Whether the field, sent without an argument, shows nothing beyond the row of a wallet and its balance. */
export function isOfWallet(type: string, field: string): boolean {
  return type === 'Wallet' ? OF_WALLETS.includes(field) : ['Money', 'Balance'].includes(type);
}

function implementsInterface(schema: GraphQLSchema, name: string, of: string): boolean {
  const [type, interfaceType] = [schema.getType(name), schema.getType(of)];
  return (
    isObjectType(type) && isInterfaceType(interfaceType) && schema.isSubType(interfaceType, type)
  );
}

/** A reader of the rows of a commit; undefined if the payload names one that the commit does not know. */
export function commitReader({ outcome, committed }: Result): RowReader | undefined {
  if (!committed || 'refused' in outcome) return undefined;
  const { walletId, transactionId, quoteId } = 'done' in outcome ? outcome.done : {};
  const transactionIds =
    'many' in outcome ? outcome.many.done.map((line) => line.transactionId) : [transactionId];
  const knows = (id: string | null | undefined): boolean =>
    typeof id !== 'string' || committed.wallet(id) !== undefined;
  const isComplete =
    quoteId === undefined &&
    knows(walletId) &&
    transactionIds.every((id) => {
      if (id === undefined) return true;
      const transaction = committed.transaction(id);
      return transaction && knows(transaction.walletId) && knows(transaction.counterWalletId);
    });
  return isComplete ? knownReader(committed) : undefined;
}
