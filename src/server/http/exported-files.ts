import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { FairShares, type ShareRefusal } from '../../domain/index.js';
import type { ExportedFile, FileExport } from '../../exports/index.js';
import { asClientError } from '../../graphql/index.js';
import { type Authenticate, authenticateRequest } from '../graphql/authenticate-request.js';
import { callerOf } from '../limits/concurrency-limit.js';
import { errorFields } from '../logging.js';
import { requestError } from '../request-error.js';
import { newScope } from '../request-scope.js';
import { hasHungUp } from './clients.js';
import { sendError } from './http-errors.js';
import { refuseOtherMethods } from './other-methods.js';
import type { ReadinessGate } from './readiness.js';

/** Files that are sent at once. A caller alone gets fewer, like the operations of `/graphql`. */
const AT_ONCE = 16;
/** The bytes of a piece, and how long a client may take for it. */
const PIECE_BYTES = 64 * 1_024;
const TAKE_MS = 60_000;

const REFUSALS: Readonly<Record<ShareRefusal, string>> = {
  full: 'The gateway sends as many files as it can. Ask again later.',
  share: 'Your files in progress take your share of what the gateway sends. Wait for one of them.',
};

export interface ExportedFilesOptions {
  readonly exports: readonly FileExport[];
  readonly authenticate: Authenticate;
  readonly gate: ReadinessGate;
  /** Files that are still sent. */
  readonly inFlight: Set<Promise<unknown>>;
}

interface Sending extends Pick<ExportedFilesOptions, 'inFlight'> {
  readonly files: FileExport;
  readonly shares: FairShares;
}

/** Registers the files of the book. They are written while they are sent, so their length is not known. */
export function registerExportedFiles(app: FastifyInstance, options: ExportedFilesOptions): void {
  const shares = new FairShares(AT_ONCE);
  for (const files of options.exports) {
    const { url } = files;
    const sending = { files, shares, inFlight: options.inFlight };
    app.route({
      method: 'GET',
      url,
      onRequest: [admitWhenReady(options.gate), authenticateRequest(options.authenticate, false)],
      handler: (request, reply) => answer(sending, request, reply),
    });
    refuseOtherMethods(app, url, ['GET'], 'Use GET.');
  }
}

async function answer(
  { files, shares, inFlight }: Sending,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const viewer = request.scope?.viewer;
  if (!viewer) throw new Error('a file was asked for without a viewer');
  const share = shares.take(callerOf(viewer, request.ip));
  if (typeof share === 'string')
    return sendError(request, reply, requestError('OVERLOADED', REFUSALS[share]));
  const { file } = request.params as { file: string };
  const query = request.query as Record<string, unknown>;
  const exported = await files.open(viewer, { file, query }).catch((error: unknown) => {
    share.release();
    throw error;
  });
  const body = bodyOf(exported, request);
  const ended = new Promise<void>((resolve) => body.once('close', resolve)).then(() => {
    share.release();
    inFlight.delete(ended);
  });
  inFlight.add(ended);
  return send(reply, exported, body);
}

function admitWhenReady(gate: ReadinessGate): onRequestHookHandler {
  return (request, reply, done) => {
    request.scope = newScope(request, undefined);
    const decide = (isAdmitted: boolean): void => {
      if (isAdmitted) return done();
      const reason = gate.isClosing ? 'is shutting down' : 'is starting';
      sendError(request, reply, requestError('UNAVAILABLE', `The gateway ${reason}. Retry later.`));
    };
    gate.admits().then(decide, done);
  };
}

function send(
  reply: FastifyReply,
  { name, contentType }: ExportedFile,
  body: Readable,
): FastifyReply {
  return reply
    .headers({
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    })
    .type(contentType)
    .send(body);
}

/** The content as a stream. A client that takes nothing for too long is cut off; so is a file that cannot be read to its end. */
function bodyOf({ chunks }: ExportedFile, request: FastifyRequest): Readable {
  const { socket } = request.raw;
  async function* paced(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of chunks) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        for (let start = 0; start < bytes.length; start += PIECE_BYTES)
          yield* withinTime(bytes.subarray(start, start + PIECE_BYTES));
      }
    } catch (error) {
      throw asClientError(error);
    }
  }
  function* withinTime(piece: Uint8Array): Generator<Uint8Array> {
    const timer = setTimeout(() => socket.destroy(), TAKE_MS).unref();
    try {
      yield piece;
    } finally {
      clearTimeout(timer);
    }
  }
  const body = Readable.from(paced(), { objectMode: false });
  body.once('error', (error) => {
    if (!hasHungUp(request))
      request.log.error({ error: errorFields(error) }, 'a file could not be written to its end');
  });
  return body;
}
