import { Counter, type Registry } from 'prom-client';

/** Counts the attempts that callers made and may not. @returns takes whether one was kept in the log */
export function createAttemptMetrics(registry: Registry): (kept: boolean) => void {
  const attempts = new Counter({
    name: 'onebook_refused_attempts_total',
    help: 'Requests of known subjects that were refused before they became commands, by whether the log keeps them.',
    labelNames: ['kept'],
    registers: [registry],
  });
  return (kept) => attempts.inc({ kept: kept ? 'true' : 'false' });
}
