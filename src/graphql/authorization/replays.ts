import { seesAll } from '../../auth/index.js';
import type { RefusalCode, Viewer } from '../../domain/index.js';
import type { Outcome } from '../../ledger/index.js';
import type { ActingWallet } from '../../movements/index.js';
import { forbidden } from '../errors.js';
import type { Loaders } from '../loaders.js';

/** The refusals that say nothing: a foreign wallet and a missing one look alike. */
const TELLS_NOTHING: readonly RefusalCode[] = [
  'WALLET_NOT_FOUND',
  'TRANSACTION_NOT_FOUND',
  'QUOTE_NOT_FOUND',
];

/**
 * Refuses a replay whose outcome its caller may not see. The same `sub` may have lost a role since: an admin transferred
 * from another owner's wallet, say, and is only a member now. A replay shows no more than a query would.
 * @param acting the wallets on which owners acted, one for each line; the SDL's `@may` covers what only staff can do
 * @throws GraphQLError FORBIDDEN
 */
export async function refuseHiddenReplay(
  viewer: Viewer,
  acting: readonly ActingWallet[],
  outcome: Outcome,
  loaders: Loaders,
): Promise<void> {
  if (seesAll(viewer)) return;
  const shown = await Promise.all(
    shownOf(acting, outcome).map((wallet) => isVisible(wallet, loaders)),
  );
  if (!shown.every(Boolean))
    throw forbidden(
      'The outcome of this idempotencyKey is about a wallet that you may no longer use. Nothing was executed now. Send it with the role that you had at first.',
    );
}

/** The wallets about which the outcome says something. */
function shownOf(acting: readonly ActingWallet[], outcome: Outcome): readonly ActingWallet[] {
  if ('done' in outcome) return acting;
  if ('refused' in outcome) return TELLS_NOTHING.includes(outcome.refused.code) ? [] : acting;
  const { done, refused } = outcome.many;
  const telling = refused.filter((line) => !TELLS_NOTHING.includes(line.refused.code));
  return [...done, ...telling].flatMap(({ index }) => acting[index] ?? []);
}

async function isVisible(acting: ActingWallet, loaders: Loaders): Promise<boolean> {
  if ('wallet' in acting) return (await loaders.wallet(acting.wallet)) !== null;
  if ('quote' in acting) return (await loaders.quote(acting.quote)) !== null;
  return (await loaders.transaction(acting.transaction)) !== null;
}
