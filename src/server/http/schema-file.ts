import { createHash } from 'node:crypto';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type Authenticate, authenticateRequest } from '../graphql/authenticate-request.js';
import { once } from '../once.js';
import { compress, type Encoding, encodingFor } from './compression.js';
import { refuseOtherMethods } from './other-methods.js';

const PATH = '/schema.graphql';

export interface SchemaFileOptions {
  readonly schema: GraphQLSchema;
  /** Production shows the schema only to callers with a token. */
  readonly production: boolean;
  readonly authenticate: Authenticate;
}

/** Registers /schema.graphql: the SDL with its directives and descriptions, for code generation. */
export function registerSchemaFile(
  app: FastifyInstance,
  { schema, production, authenticate }: SchemaFileOptions,
): void {
  const file = once(() => {
    const text = `${printSchemaWithDirectives(schema)}\n`;
    const digest = createHash('sha256').update(text).digest('base64url').slice(0, 27);
    // Weak: the bytes differ by their encoding.
    return {
      text,
      etag: `W/"${digest}"`,
      encoded: { br: encoded(text, 'br'), gzip: encoded(text, 'gzip') },
    };
  });
  // To print ours takes a tenth of a second, for which requests would wait.
  if (production) app.addHook('onReady', () => void file());
  app.route({
    method: ['GET', 'HEAD'],
    url: PATH,
    onRequest: authenticateRequest(authenticate, !production),
    handler: async (request, reply) => {
      const { text, etag, encoded } = file();
      // Private, and asked for again each time: the next version of the gateway may have another one.
      reply.headers({ etag, 'cache-control': 'private, no-cache' });
      if (names(request.headers['if-none-match'], etag)) return reply.code(304).send();
      reply.type('application/graphql; charset=utf-8');
      const encoding = encodingFor(request);
      const compressed = encoding && (await encoded[encoding]());
      if (compressed === undefined) return reply.send(text);
      return reply.header('content-encoding', encoding).send(compressed);
    },
  });
  refuseOtherMethods(app, PATH, ['GET', 'HEAD'], 'Use GET.');
}

/** The compressed text, which is made at the first call; undefined if that fails. */
function encoded(text: string, encoding: Encoding): () => Promise<Buffer | undefined> {
  return once(
    () =>
      new Promise((resolve) =>
        compress(text, encoding, (error, compressed) => resolve(error ? undefined : compressed)),
      ),
  );
}

/** Whether an If-None-Match header names the tag. Compared weakly (RFC 9110, 13.1.2). */
function names(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const weak = header.split(',').map((each) => each.trim().replace(/^(W\/)?/, 'W/'));
  return header.trim() === '*' || weak.includes(etag);
}
