import type { TransferMutation } from './generated/graphql.js';

/** What became of a transfer, in words for people. */
export function outcomeOf(result: TransferMutation['transfer'] | undefined): string {
  // The field is null beside an error, which the clients throw.
  if (result == null) return 'unknown';
  switch (result.__typename) {
    case 'TransferPayload':
      return `${result.replayed ? 'paid before' : 'paid'}: ${result.transaction.id}`;
    case 'InsufficientFunds':
      return `refused: ${result.available.amount} of ${result.required.amount} available`;
    default:
      // Also every refusal that a later version of the gateway adds.
      return `refused: ${result.code}: ${result.message}`;
  }
}
