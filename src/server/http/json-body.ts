import { isUtf8 as isUtf8Bytes } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { unsupportedMediaType } from './http-errors.js';
import { requestError } from '../request-error.js';

/**
 * JSON in UTF-8 is the only body there is. Fastify's own parser takes any charset for UTF-8 and turns
 * bytes that are none into U+FFFD, which would store a reference that nobody sent.
 */
export function registerJsonBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = saysUtf8(request.headers['content-type']) ? decode(body as Buffer) : undefined;
    if (text === undefined) {
      done(unsupportedMediaType());
      return;
    }
    void parse(request, text, (error, value) => {
      if (error) done(requestError('BAD_REQUEST', 'The body is not valid JSON.'));
      else done(null, value);
    });
  });
}

/** The text, or undefined where the bytes are not UTF-8. */
function decode(bytes: Buffer): string | undefined {
  return isUtf8Bytes(bytes) ? bytes.toString('utf8') : undefined;
}

function saysUtf8(contentType = ''): boolean {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}
