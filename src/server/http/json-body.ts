import { isUtf8 as isUtf8Bytes } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { unsupportedMediaType } from './http-errors.js';
import { requestError } from '../request-error.js';
import { refuseChangedJson } from '../request-json.js';

/**
 * Accepts JSON in UTF-8 as the only body. Fastify's own parser reads any charset as UTF-8 and turns invalid
 * bytes into U+FFFD, so the gateway would store a reference that the client did not send. Numbers and keys that
 * JSON.parse would change are refused for the same reason.
 */
export function registerJsonBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.decorateRequest('bodyBytes', 0);
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.bodyBytes = body.length;
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
      done(requestError('UNSUPPORTED_MEDIA_TYPE', ENCODED));
      return;
    }
    const text = saysUtf8(request.headers['content-type']) ? decode(body as Buffer) : undefined;
    if (text === undefined) {
      done(unsupportedMediaType());
      return;
    }
    void parse(request, text, (error, value) => {
      if (error)
        done(
          requestError(
            'BAD_REQUEST',
            'The body is not valid JSON. Send a JSON object with "query".',
          ),
        );
      else done(changeIn(text), value);
    });
  });
}

const ENCODED = 'The body is compressed. Send it without "content-encoding".';

/** The error about a value that JSON.parse has changed; null if there is none. */
function changeIn(text: string): Error | null {
  try {
    refuseChangedJson(text);
    return null;
  } catch (error) {
    return error as Error;
  }
}

/** The text, or undefined if the bytes are not UTF-8. */
function decode(bytes: Buffer): string | undefined {
  return isUtf8Bytes(bytes) ? bytes.toString('utf8') : undefined;
}

function saysUtf8(contentType = ''): boolean {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Size of the body; 0 until it has been read. */
    bodyBytes: number;
  }
}
