import type { TransferMutation } from './generated/graphql.js';

/**
 * What became of a transfer, in words for people.
 * @throws Error if the answer does not say it: send the same key and input again
 */
export function outcomeOf(result: TransferMutation['transfer'] | undefined): string {
  if (result == null) throw new Error('The outcome of the transfer is unknown.');
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
