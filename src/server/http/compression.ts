import { Readable } from 'node:stream';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import type { Deliveries } from '../limits/deliveries.js';
import { trackDelivery, trackStream } from './clients.js';

/** Smaller bodies are sent as they are: compression would save a packet or two. Characters. */
const MIN_LENGTH = 4_096;
/**
 * Compressions at once: of bodies in memory, and of files. More are sent as they are: libuv has four threads, and tokens are
 * verified on them, too. Apart, because a file lasts as long as its client takes.
 */
const AT_ONCE = 2;
/** Of bodies that are made for a single response: as fast as gzip at its default, and smaller. */
const QUALITY = 4;

const COMPRESSIBLE =
  /^(text\/(?!event-stream)|application\/([\w.-]+\+)?(graphql|javascript|json|xml)\b|image\/svg)/;

export type Encoding = 'br' | 'gzip';

/** The encodings by Accept-Encoding header: clients send few. */
const known = new LRUCache<string, { readonly encoding: Encoding | undefined }>({ max: 100 });
/** No client needs a longer header. Characters. */
const MAX_NEGOTIATED = 256;

/**
 * Compresses the bodies of all routes in the threads of zlib, and tracks that clients take what is sent. Not @fastify/compress: it
 * makes a stream of each body, whose bytes nothing could count. docs/decisions/45-other-origins.md
 */
export function registerCompression(app: FastifyInstance, deliveries: Deliveries): void {
  const running = { inMemory: 0, files: 0 };
  // With a callback, and the last hook of its kind: `send` writes the response before it returns.
  app.addHook('onSend', (request, reply, payload, done) => {
    const bytes = Number(reply.getHeader('content-length') ?? 0);
    const send = (body: unknown): void => {
      done(null, body);
      if (body instanceof Readable) trackStream(request, reply, { body, bytes }, deliveries);
      else trackDelivery(request, reply, deliveries);
    };
    const encoding = isCompressible(payload, reply) ? encodingFor(request) : undefined;
    const kind = payload instanceof Readable ? 'files' : 'inMemory';
    if (encoding === undefined || running[kind] >= AT_ONCE) return send(payload);
    running[kind] += 1;
    const ended = (): void => void (running[kind] -= 1);
    if (payload instanceof Readable) {
      label(reply, encoding).removeHeader('content-length');
      return send(compressStream(payload, encoding).once('close', ended));
    }
    compress(payload as string | Buffer, encoding, (error, compressed) => {
      ended();
      // For want of memory, say.
      if (error) return send(payload);
      label(reply, encoding).header('content-length', compressed.length);
      send(compressed);
    });
  });
}

function isCompressible(payload: unknown, reply: FastifyReply): boolean {
  const isLarge =
    typeof payload === 'string' || Buffer.isBuffer(payload)
      ? payload.length >= MIN_LENGTH
      : payload instanceof Readable && Number(reply.getHeader('content-length')) >= MIN_LENGTH;
  if (!isLarge || reply.statusCode === 206 || reply.hasHeader('content-encoding')) return false;
  return COMPRESSIBLE.test(String(reply.getHeader('content-type')));
}

/** The encoding that a client prefers; undefined if it takes neither, or has not said. */
export function encodingFor({ headers }: FastifyRequest): Encoding | undefined {
  const accepted = headers['accept-encoding'];
  if (typeof accepted !== 'string' || accepted.length > MAX_NEGOTIATED) return undefined;
  const found = known.get(accepted) ?? { encoding: negotiate(accepted) };
  known.set(accepted, found);
  return found.encoding;
}

function negotiate(accepted: string): Encoding | undefined {
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const taken = negotiator.encodings(['br', 'gzip', 'identity']);
  if (taken[0] === 'identity') return undefined;
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding));
}

function label(reply: FastifyReply, encoding: Encoding): FastifyReply {
  return reply.header('content-encoding', encoding);
}

const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } };

/** Compresses a body in a thread of zlib. */
export function compress(
  body: string | Buffer,
  encoding: Encoding,
  done: (error: Error | null, compressed: Buffer) => void,
): void {
  if (encoding === 'br') brotliCompress(body, brotliOptions, done);
  else gzip(body, done);
}

/** The compressed stream. The end or the failure of either one ends the other. */
function compressStream(body: Readable, encoding: Encoding): Readable {
  const compressed = encoding === 'br' ? createBrotliCompress(brotliOptions) : createGzip();
  compressed.once('close', () => body.destroy());
  body.once('error', (error) => compressed.destroy(error));
  return body.pipe(compressed);
}
