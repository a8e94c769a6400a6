import type { Movement } from '../../ledger/index.js';
import { transactionAnswer, type TransactionAnswer } from '../payloads.js';
import type { GraphQLContext } from '../context.js';
import type { Refusal } from '../../domain/index.js';

/** A mutation's resolver. */
type Moving<A> = (
  parent: unknown,
  args: { readonly input: A & { readonly idempotencyKey: string } },
  context: GraphQLContext,
) => Promise<TransactionAnswer | Refusal>;

/**
 * The resolver of a mutation that makes one transaction or changes one.
 * @param payload the type of its answer where it was done
 * @param read the mutation's input as the movement takes it; throws what is BAD_USER_INPUT
 */
export function moving<A, I>(
  payload: TransactionAnswer['__typename'],
  movement: Movement<I>,
  read: (input: A) => I,
): Moving<A> {
  return async (_, { input }, context) =>
    transactionAnswer(payload, await context.submit(movement, read(input), input.idempotencyKey));
}
