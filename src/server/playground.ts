import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './http-errors.js';
import { requestRefusal } from './refusal.js';
import { PLAYGROUND_POLICY } from './security-headers.js';

/** Serves the built playground under /playground/, or says that it is not built. */
export async function registerPlayground(
  app: FastifyInstance,
  dir: string | undefined,
): Promise<void> {
  if (dir === undefined || !existsSync(join(dir, 'index.html'))) {
    for (const url of ['/playground', '/playground/'])
      app.get(url, (request, reply) =>
        sendRefusal(
          request,
          reply,
          requestRefusal('NOT_FOUND', 'The playground is not built: run "npm run build".'),
        ),
      );
    return;
  }
  app.get('/playground', (_, reply) => reply.redirect('/playground/', 308));
  await app.register(fastifyStatic, {
    root: dir,
    prefix: '/playground/',
    decorateReply: false,
    setHeaders: (response) => void response.setHeader('content-security-policy', PLAYGROUND_POLICY),
  });
}
