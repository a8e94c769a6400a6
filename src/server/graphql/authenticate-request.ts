import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { AuthenticatedViewer } from '../../auth/index.js';
import { sendError } from '../http/http-errors.js';
import { errorFields } from '../logging.js';
import { requestError } from '../request-error.js';
import { newScope } from '../request-scope.js';

/**
 * Verifies a token; without a promise if it is known to be good.
 * @throws (by rejection) an error with code UNAUTHENTICATED for a bad token, UNAVAILABLE if it cannot be checked
 */
export type Authenticate = (
  authorizationHeader: string | undefined,
) => AuthenticatedViewer | Promise<AuthenticatedViewer>;

/**
 * Identifies the viewer, before any byte of the body is read: what a client without a valid token sends costs no more
 * than its headers.
 * @param anonymous whether a request without a token goes on without a viewer
 */
export function authenticateRequest(
  authenticate: Authenticate,
  anonymous: boolean,
): onRequestHookHandler {
  // With a callback: Fastify awaits the promise of an async hook, also for a token that is known.
  return (request, reply, done) => {
    const { authorization } = request.headers;
    request.scope ??= newScope(request, undefined);
    if (anonymous && authorization === undefined) {
      done();
      return;
    }
    const identify = (viewer: AuthenticatedViewer): void => {
      request.scope = newScope(request, viewer);
      done();
    };
    const viewer = authenticate(authorization);
    if (!(viewer instanceof Promise)) identify(viewer);
    else
      viewer.then(identify, (error: unknown) => {
        if (isAboutToken(error)) refuse(error, request, reply);
        else done(error as Error);
      });
  };
}

type TokenError = Error & { readonly code: 'UNAUTHENTICATED' | 'UNAVAILABLE' };

function isAboutToken(error: unknown): error is TokenError {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return code === 'UNAUTHENTICATED' || code === 'UNAVAILABLE';
}

function refuse(error: TokenError, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message } = error;
  if (code === 'UNAVAILABLE')
    request.log.error({ error: errorFields(error) }, 'the token cannot be checked');
  sendError(request, reply, requestError(code, message));
}
