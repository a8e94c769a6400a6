import type { onRequestAsyncHookHandler } from 'fastify';
import type { AuthenticatedViewer } from '../../auth/index.js';
import { sendError } from '../http/http-errors.js';
import { errorFields } from '../logging.js';
import { requestError } from '../request-error.js';
import { newScope } from '../request-scope.js';

/** Verifies a token. @throws an error with code UNAUTHENTICATED for a bad token, UNAVAILABLE if it cannot be checked */
export type Authenticate = (
  authorizationHeader: string | undefined,
) => Promise<AuthenticatedViewer>;

/**
 * Identifies the viewer, before any byte of the body is read: what a client without a valid token sends costs no more
 * than its headers.
 * @param anonymous whether a request without a token goes on without a viewer
 */
export function authenticateRequest(
  authenticate: Authenticate,
  anonymous: boolean,
): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const { authorization } = request.headers;
    request.scope ??= newScope(request, undefined);
    if (anonymous && authorization === undefined) return undefined;
    try {
      request.scope = newScope(request, await authenticate(authorization));
      return undefined;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'UNAUTHENTICATED')
        return sendError(request, reply, requestError(code, (error as Error).message));
      if (code !== 'UNAVAILABLE') throw error;
      request.log.error({ error: errorFields(error) }, 'the token cannot be checked');
      return sendError(request, reply, requestError(code, (error as Error).message));
    }
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? (error as { code?: unknown }).code : undefined;
}
