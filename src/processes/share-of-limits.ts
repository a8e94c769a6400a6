import type { Config } from '../config/index.js';

/**
 * The limits of one of several processes, so that all of them together keep to the configured ones. A caller's
 * connections are spread over the processes, and each gives the caller its share.
 */
export function shareOfLimits(config: Config): Config {
  const share = (limit: number): number => Math.ceil(limit / config.processes);
  return {
    ...config,
    operationsMax: share(config.operationsMax),
    socketsMax: share(config.socketsMax),
    subscriptionsMax: share(config.subscriptionsMax),
    rateLimit: new Map([...config.rateLimit].map(([role, points]) => [role, share(points)])),
    queueMax: share(config.queueMax),
  };
}
