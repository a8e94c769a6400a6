import type { Movement } from '../ledger/index.js';

export interface RevokeTokensInput {
  /** The tokens' `sub`: anybody's, since the book does not know who there is. */
  readonly subject: string;
  readonly reason: string;
}

/**
 * Takes back every token of a subject that was issued until now, on every gateway. It moves no money and
 * locks nothing. Again is no refusal: it takes back what was issued in between.
 */
export const revokeTokens: Movement<RevokeTokensInput> = {
  name: 'revokeTokens',
  locks: () => ({}),
  decide: ({ subject, reason }) => ({ revocation: { subject, reason } }),
};
