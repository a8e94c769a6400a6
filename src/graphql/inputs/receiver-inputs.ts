import type { LegInput, SplitInput } from '../../movements/index.js';
import { badInput } from '../errors.js';
import type { InputMaybe, PostingLeg, Split } from '../generated/resolvers.js';
import { readWalletId } from '../ids.js';
import { ifSent } from './inputs.js';
import { accountName, label } from './text-inputs.js';

// Splits of a transaction and legs of a posting: each names a wallet or a system account.

const MAX_SPLITS = 20;
const MAX_LEGS = 100;

/**
 * The splits of a transaction. An empty list means the same as none, so both have the same hash.
 * @param at prefix of a field's name in an error, such as `inputs[1].`
 * @throws GraphQLError BAD_USER_INPUT for too many, and for one that is malformed
 */
export function splitsIn(
  { splits }: { readonly splits?: InputMaybe<readonly Split[]> },
  at = '',
): readonly SplitInput[] | undefined {
  if (splits == null || splits.length === 0) return undefined;
  if (splits.length > MAX_SPLITS)
    throw badInput(`${at}splits has ${splits.length} items. It must have at most ${MAX_SPLITS}.`);
  return splits.map((split, index) => {
    const field = `${at}splits[${index}]`;
    const { toWalletId, toSystemAccount, amount } = split;
    return {
      to: eitherOf(field, ['toWalletId', toWalletId], ['toSystemAccount', toSystemAccount]),
      ...{ amount, label: label(split.label, `${field}.label`) },
    };
  });
}

/**
 * The legs of a posting.
 * @throws GraphQLError BAD_USER_INPUT for too few or too many, for a malformed one, and for two on one account
 */
export function legsIn(legs: readonly PostingLeg[]): readonly LegInput[] {
  if (legs.length < 2 || legs.length > MAX_LEGS)
    throw badInput(`legs has ${legs.length} items. It must have 2 to ${MAX_LEGS}.`);
  const seen = new Map<string, number>();
  return legs.map(({ walletId, systemAccount, direction, amount }, index) => {
    const account = eitherOf(
      `legs[${index}]`,
      ['walletId', walletId],
      ['systemAccount', systemAccount],
    );
    const name =
      'walletId' in account ? account.walletId : `${account.systemAccount} ${amount.currency}`;
    const before = seen.get(name);
    if (before !== undefined)
      throw badInput(
        `legs[${before}] and legs[${index}] are on one account. Add them up in one leg.`,
      );
    seen.set(name, index);
    return { account, direction, amount };
  });
}

type Sent = InputMaybe<string> | undefined;

/** The wallet or the system account, of which exactly one is named. Each with the name of its field. */
function eitherOf(
  at: string,
  [walletField, walletId]: readonly [string, Sent],
  [accountField, account]: readonly [string, Sent],
): LegInput['account'] {
  const wallet = ifSent(walletId, (id) => readWalletId(id, `${at}.${walletField}`));
  const systemAccount = ifSent(account, (name) => accountName(name, `${at}.${accountField}`));
  if (wallet !== undefined && systemAccount === undefined) return { walletId: wallet };
  if (wallet === undefined && systemAccount !== undefined) return { systemAccount };
  const named = wallet === undefined ? 'neither' : 'both';
  throw badInput(`${at} names ${named} of ${walletField} and ${accountField}. Name one of them.`);
}
