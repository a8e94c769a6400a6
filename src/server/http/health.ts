import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../../metrics/index.js';
import type { ReadinessGate } from './readiness.js';

/** /healthz: the process is up. /readyz: it can serve requests. /metrics: for Prometheus. */
export function registerHealth(app: FastifyInstance, gate: ReadinessGate, metrics: Metrics): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const { ready, reasons } = await gate.check();
    return reply.code(ready ? 200 : 503).send({ ready, reasons });
  });
  app.get('/metrics', async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
