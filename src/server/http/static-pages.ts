import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendError } from './http-errors.js';
import { requestError } from '../request-error.js';

/** A page that vite has bundled. */
export interface Page {
  /** Its URL path without a trailing slash, such as `/playground`. */
  readonly path: string;
  /** Its directory; undefined if it was not built. */
  readonly dir: string | undefined;
  /** Its Content-Security-Policy. */
  readonly policy: string;
  /** Whether a page of this gateway may frame it, as its policy then says too. */
  readonly isFramed?: boolean;
}

/** Serves a built page below its path, or an error if it is not built. */
export async function registerPage(
  app: FastifyInstance,
  { path, dir, policy, isFramed = false }: Page,
): Promise<void> {
  if (dir === undefined || !existsSync(join(dir, 'index.html'))) {
    for (const url of [path, `${path}/`])
      app.get(url, (request, reply) =>
        sendError(
          request,
          reply,
          requestError('NOT_FOUND', 'This page is not built. Run "npm run build".'),
        ),
      );
    return;
  }
  app.get(path, (_, reply) => reply.redirect(`${path}/`, 308));
  await app.register(async (pages) => {
    pages.addHook('onRequest', (_, reply, done) => {
      reply.header('content-security-policy', policy);
      if (isFramed) reply.header('x-frame-options', 'SAMEORIGIN');
      done();
    });
    await pages.register(fastifyStatic, {
      root: dir,
      prefix: `${path}/`,
      decorateReply: false,
    });
  });
}
