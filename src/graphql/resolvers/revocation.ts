import { revokeTokens } from '../../movements/index.js';
import { revocationPayloadOf } from '../payloads.js';
import type { MutationResolvers } from '../generated/resolvers.js';
import { reason, subject } from '../text-inputs.js';

export const revocationMutations = {
  revokeTokens: async (_, { input }, context) => {
    const revocation = { subject: subject(input.subject), reason: reason(input.reason) };
    return revocationPayloadOf(
      await context.submit(revokeTokens, revocation, input.idempotencyKey),
    );
  },
} satisfies MutationResolvers;
