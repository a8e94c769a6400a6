/* A token becomes a viewer; a viewer and a wallet become yes or no. */
export { developmentSecret } from './development-secret.js';
export {
  isOwnRequest,
  isProgram,
  mayOpenFor,
  mayPayInto,
  maySeeWallet,
  mayUseWallet,
  seesAll,
} from './policy.js';
export { Revocations } from './revocations.js';
export { signToken } from './sign.js';
export type { AuthenticatedViewer } from './token-claims.js';
export { UnauthenticatedError } from './token-errors.js';
export { createAuthenticator } from './token.js';
