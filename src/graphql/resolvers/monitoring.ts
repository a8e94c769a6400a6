import type { QueryResolvers } from '../generated/resolvers.js';

export const monitoringQueries = {
  monitoring: (_, __, context) => context.figures(),
} satisfies QueryResolvers;
