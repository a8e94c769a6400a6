import type { MutationResolvers } from '../generated/resolvers.js';

export const integrityMutations = {
  verifyIntegrity: (_, __, context) => context.verify(),
} satisfies MutationResolvers;
