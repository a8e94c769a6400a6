import { mayOpenFor } from '../../auth/index.js';
import {
  closeWallet,
  freezeWallet,
  openWallet,
  unfreezeWallet,
  type WalletStatusInput,
} from '../../movements/index.js';
import { walletPayloadOf, type WalletPayloadModel } from '../payloads.js';
import type { GraphQLContext } from '../context.js';
import { forbidden } from '../errors.js';
import type { MutationResolvers, OpenWalletPayloadResolvers } from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { ownerId, reason } from '../text-inputs.js';

export const walletMutations = {
  openWallet: async (_, { input }, context) => {
    const owner = ownerId(input.ownerId);
    if (!mayOpenFor(context.caller, owner))
      throw forbidden('A member opens wallets for themselves only: ownerId must be their own id.');
    const opening = { ownerId: owner, currency: input.currency };
    const result = await context.submit(openWallet, opening, input.idempotencyKey);
    return walletPayloadOf('OpenWalletPayload', result);
  },
  freezeWallet: async (_, { input }, context) =>
    walletPayloadOf(
      'WalletPayload',
      await context.submit(freezeWallet, statusInput(input), input.idempotencyKey),
    ),
  unfreezeWallet: async (_, { input }, context) =>
    walletPayloadOf(
      'WalletPayload',
      await context.submit(unfreezeWallet, statusInput(input), input.idempotencyKey),
    ),
  closeWallet: async (_, { input }, context) =>
    walletPayloadOf(
      'WalletPayload',
      await context.submit(closeWallet, statusInput(input), input.idempotencyKey),
    ),
} satisfies MutationResolvers;

/** The fields of every payload that is about a wallet. */
export const walletPayload = {
  wallet: async ({ walletId }: WalletPayloadModel, _: unknown, { loaders }: GraphQLContext) => {
    const wallet = await loaders.wallet(walletId);
    if (wallet === null) throw new Error(`wallet ${walletId} is not seen by whoever changed it`);
    return wallet;
  },
} satisfies OpenWalletPayloadResolvers;

function statusInput(input: { walletId: string; reason: string }): WalletStatusInput {
  return { walletId: readWalletId(input.walletId, 'walletId'), reason: reason(input.reason) };
}
