import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../../metrics/index.js';
import { errorFields } from '../logging.js';
import type { ReadinessGate } from './readiness.js';

/**
 * /healthz: the process is up. /readyz: it can serve requests. /metrics: for Prometheus.
 * @param metricsOfAll the metrics of all processes behind the port, if there are several
 */
export function registerHealth(
  app: FastifyInstance,
  gate: ReadinessGate,
  { registry }: Pick<Metrics, 'registry'>,
  metricsOfAll?: () => Promise<string>,
): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const { ready, reasons } = await gate.check();
    if (!ready) reply.header('retry-after', '1');
    return reply.code(ready ? 200 : 503).send({ ready, reasons });
  });
  app.get('/metrics', async (request, reply) => {
    try {
      const text = await (metricsOfAll ? metricsOfAll() : registry.metrics());
      return await reply.type(registry.contentType).send(text);
    } catch (error) {
      // Figures without those of one process would look like a fall.
      request.log.warn({ error: errorFields(error) }, 'the metrics could not be collected');
      return reply
        .code(503)
        .header('retry-after', '1')
        .type('text/plain')
        .send(`${(error as Error).message}\n`);
    }
  });
}
