import type { Logger } from 'pino';
import type { Config } from '../config/index.js';
import { packageVersion } from '../database/index.js';
import { errorFields } from '../server/index.js';
import { openTracing, type Tracing } from '../tracing/index.js';

/** Traces, if the configuration wants them. @param log receives what could not be exported */
export async function tracingOf(
  { tracing }: Config,
  log: () => Logger,
): Promise<Tracing | undefined> {
  if (!tracing) return undefined;
  const onError = (error: unknown): void =>
    log().warn({ error: errorFields(error) }, 'the traces could not be exported');
  return openTracing({ ...tracing, version: packageVersion, onError });
}
