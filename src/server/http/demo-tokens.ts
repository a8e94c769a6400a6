import { BlockList, isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../domain/index.js';
import { requestError } from '../request-error.js';
import { sendError } from './http-errors.js';

/** The people for whom the playground gets a token at a click. */
export interface DemoTokens {
  readonly people: readonly Viewer[];
  /** Signs a token for one of them that expires. */
  readonly sign: (person: Viewer) => Promise<string>;
}

export const DEMO_TOKENS_PATH = '/playground/tokens';

/**
 * GET lists the people, POST `{"sub": "alice"}` answers with a token. Only the playground in a browser on this machine gets
 * them. A request must meet every part of the rule, or it is FORBIDDEN:
 *
 * - Its connection comes from a loopback address, so no other machine gets a token, whatever HOST is.
 * - Its Host header is `localhost` or a loopback address. A name of another site that was made to point here (DNS
 *   rebinding) is not.
 * - It carries no header of a proxy and is HTTP/1.1, which browsers speak; a proxy may speak HTTP/1.0 and add nothing. A proxy on this machine would pass on strangers as loopback.
 * - To get a token, its Origin is this gateway itself. Pages of other origins, of other ports of localhost too, and
 *   forms have another Origin or none.
 *
 * The token is in the body of the response, which is not stored (`cache-control: no-store`), and in no URL.
 */
export function registerDemoTokens(app: FastifyInstance, { people, sign }: DemoTokens): void {
  const onRequest = (
    request: FastifyRequest,
    reply: FastifyReply,
    done: (error?: Error) => void,
  ): void => {
    const fault = faultIn(request);
    if (fault === undefined) done();
    else sendError(request, reply, requestError('FORBIDDEN', `${fault} ${INSTEAD}`));
  };
  app.get(DEMO_TOKENS_PATH, { onRequest }, () => ({ people }));
  app.post(DEMO_TOKENS_PATH, { onRequest }, async (request, reply) => {
    const sub = (request.body as { readonly sub?: unknown } | null)?.sub;
    const person = people.find(({ id }) => id === sub);
    if (person !== undefined) return { token: await sign(person) };
    const names = people.map(({ id }) => id).join(', ');
    const error = requestError('BAD_USER_INPUT', `"sub" must be one of ${names}.`);
    return sendError(request, reply, error);
  });
}

const INSTEAD = 'Run "node bin/onebook.js token" for a token.';

/** What keeps a request from getting a token; undefined if nothing does. */
function faultIn({ raw, headers, method }: FastifyRequest): string | undefined {
  // Not request.ip, which a setting of Fastify could take from a header.
  if (!isLoopback(raw.socket.remoteAddress))
    return 'Only a browser on the machine of the gateway gets tokens here.';
  const host = headers.host ?? '';
  if (!LOOPBACK_HOST.test(host))
    return 'Tokens are handed out at localhost or a loopback address only.';
  if (Object.keys(headers).some((name) => PROXY_HEADER.test(name)))
    return 'Tokens are not handed out through a proxy.';
  if (raw.httpVersion !== '1.1') return 'Tokens are handed out over HTTP/1.1 only.';
  if (method === 'POST' && headers.origin !== `http://${host}`)
    return 'Only the playground of this gateway gets tokens here.';
  return undefined;
}

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

const PROXY_HEADER = /^(forwarded|via|x-forwarded-.+|x-real-ip|.+-connecting-ip)$/;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  // A socket that listens on :: reports 127.0.0.1 as ::ffff:127.0.0.1, which BlockList compares as IPv4.
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
