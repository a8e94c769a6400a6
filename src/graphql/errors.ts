import { GraphQLError } from 'graphql';

/** The top-level error for input that cannot be read. @param message says what is wrong and what is right */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The top-level error for a request without a valid token. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError('No valid token was sent. Send "Authorization: Bearer …".', {
    extensions: { code: 'UNAUTHENTICATED' },
  });
}

/** The top-level error for what the operator has to configure first. @param message says what */
export function notConfigured(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'NOT_CONFIGURED' } });
}

/** The top-level error for a viewer without permission. @param message says who has it */
export function forbidden(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
}

/** The error for a wallet that does not exist, or that the viewer may not see. */
export function walletNotFound(): GraphQLError {
  return new GraphQLError('There is no such wallet, or you may not see it.', {
    extensions: { code: 'WALLET_NOT_FOUND' },
  });
}
