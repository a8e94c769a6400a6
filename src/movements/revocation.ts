import { movement } from './movement.js';

export interface RevokeTokensInput {
  /** The tokens' `sub`. Any text: the book has no list of subjects. */
  readonly subject: string;
  readonly reason: string;
}

/**
 * Revokes every token of a subject that was issued until now, on every gateway. It moves no money and locks nothing. A
 * second call is not refused: it revokes the tokens that were issued in between. An admin can revoke their own: that
 * gives them nothing.
 */
export const revokeTokens = movement<RevokeTokensInput>({
  name: 'revokeTokens',
  act: 'anyone',
  locks: () => ({}),
  decide: ({ subject, reason }) => ({ revocation: { subject, reason } }),
});
