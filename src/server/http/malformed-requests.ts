import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { ConnectionError, FastifyBaseLogger } from 'fastify';
import { corsHeaders, type Origins } from '../origins/origins.js';
import { requestError } from '../request-error.js';
import { endWithError, errorResponse } from './http-errors.js';
import type { Headers } from './security-headers.js';

export interface MalformedRequestOptions {
  readonly log: FastifyBaseLogger;
  readonly origins: Origins;
  /** The headers of every response. */
  readonly headers: Headers;
}

const ERRORS: Readonly<
  Record<string, readonly ['HEADERS_TOO_LARGE' | 'REQUEST_TIMEOUT', string] | undefined>
> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    'REQUEST_TIMEOUT',
    'The request took too long to arrive. Send it again.',
  ],
  HPE_HEADER_OVERFLOW: [
    'HEADERS_TOO_LARGE',
    'The headers are too large. Send long documents by POST.',
  ],
};

/** Answers bytes that are not a valid HTTP request or arrive too late, then closes the connection. */
export function handleMalformed({ log, origins, headers }: MalformedRequestOptions) {
  return (error: ConnectionError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const [code, message] = ERRORS[error.code] ?? [
      'BAD_REQUEST',
      'This is not a valid HTTP request.',
    ];
    const id = randomUUID();
    // Browsers open connections that they then do not use.
    if (socket.bytesRead > 0) log.info({ requestId: id, codes: [code] }, 'a malformed request');
    const response = errorResponse(requestError(code, message), id, undefined);
    endWithError(socket, response, { ...headers, ...corsHeadersOf(error, origins) });
  };
}

/** The headers for a page whose request is too long for the parser: it names its origin among its headers, if it comes so far. */
function corsHeadersOf({ rawPacket }: ConnectionError, origins: Origins): Headers {
  // Fastify's type is that of a Buffer as JSON. The parser gives it the bytes that it read last.
  const bytes: unknown = rawPacket;
  const text = Buffer.isBuffer(bytes) ? bytes.toString('latin1') : '';
  const [, origin] = /^origin: *([\x21-\x7e]+) *\r?$/im.exec(text) ?? [];
  if (origin === undefined || origins.judge({ origin }) !== 'allowed') return {};
  return corsHeaders({ origin });
}
