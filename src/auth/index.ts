/* Turns a token into a viewer, and answers what a viewer may do with a wallet. */
export { developmentSecret } from './development-secret.js';
export {
  actsAsOwner,
  actsForOthers,
  isProgram,
  mayDescribe,
  mayOpenFor,
  mayDepositInto,
  maySeeWallet,
  mayUseWallet,
  owns,
  seesAll,
} from './policy.js';
export { Revocations } from './revocations.js';
export { signToken } from './sign.js';
export type { AuthenticatedViewer } from './token-claims.js';
export { UnauthenticatedError } from './token-errors.js';
export { configuredAuthenticator } from './configured.js';
export { createAuthenticator } from './token.js';
