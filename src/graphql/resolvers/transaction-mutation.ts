import type { Movement } from '../../ledger/index.js';
import { transactionPayloadOf, type TransactionPayloadModel } from '../payloads.js';
import type { GraphQLContext } from '../context.js';
import type { Refusal } from '../../domain/index.js';

/** A mutation's resolver. */
type TransactionMutation<A> = (
  parent: unknown,
  args: { readonly input: A & { readonly idempotencyKey: string } },
  context: GraphQLContext,
) => Promise<TransactionPayloadModel | Refusal>;

/**
 * The resolver of a mutation that makes one transaction or changes one.
 * @param payload the type of its answer where it was done
 * @param read the mutation's input as the movement takes it; throws what is BAD_USER_INPUT
 */
export function transactionMutation<A, I>(
  payload: TransactionPayloadModel['__typename'],
  movement: Movement<I>,
  read: (input: A) => I,
): TransactionMutation<A> {
  return async (_, { input }, context) =>
    transactionPayloadOf(
      payload,
      await context.submit(movement, read(input), input.idempotencyKey),
    );
}
