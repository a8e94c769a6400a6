import { MUTATION_NAMES, MUTATIONS, type MutationName } from '../../movements/index.js';
import type { GraphQLContext } from '../context.js';
import type { MutationResolvers } from '../generated/resolvers.js';
import { type InputMutation, MUTATION_INPUTS } from '../inputs/mutation-inputs.js';
import { payloadOf, type SingleMutation } from '../payloads.js';
import { lineMutations } from './line-mutations.js';
import { scheduleTransaction } from './schedules.js';
import { webhookMutations } from './webhooks.js';

type SimpleMutation = SingleMutation & InputMutation;

type Input<N extends SimpleMutation> = Parameters<(typeof MUTATION_INPUTS)[N]>[0];

/** The resolver of a mutation that makes or changes one row. */
function singleMutation<N extends SimpleMutation>(name: N) {
  const { movement } = MUTATIONS[name];
  const read = MUTATION_INPUTS[name];
  return async (
    _: unknown,
    { input }: { input: Input<N> & { readonly idempotencyKey: string } },
    context: GraphQLContext,
  ) => payloadOf(name, await context.submit(movement, read(input, context), input.idempotencyKey));
}

const singleMutations = Object.fromEntries(
  MUTATION_NAMES.filter(isSingle).map((name): [string, unknown] => [name, singleMutation(name)]),
) as { [N in SimpleMutation]: NonNullable<MutationResolvers[N]> };

function isSingle(name: MutationName): name is SimpleMutation {
  return (
    MUTATIONS[name].content !== 'lines' &&
    name !== 'scheduleTransaction' &&
    !(name in webhookMutations)
  );
}

/** Required, so that a mutation of the SDL that no movement executes does not compile. */
export const Mutation: Required<MutationResolvers> = {
  ...singleMutations,
  ...lineMutations,
  scheduleTransaction,
  ...webhookMutations,
  verifyIntegrity: (_, __, context) => context.verify(),
};
