import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { LedgerObserver } from '../ledger/index.js';

/** Receives ledger events, for metrics. */
export interface LedgerMetrics extends LedgerObserver {
  /** Attaches the ledger whose queue the gauge reads, once it exists. */
  observeQueue(ledger: { readonly waiting: number }): void;
  /** Attaches the clock of the book, once it exists. */
  observeClock(clock: { readonly aheadMs: number }): void;
}

/**
 * The ledger's share of /metrics: commits and their sizes, the outcomes of commands, the queue's length.
 * @param monitoring receives the outcomes of commands as well
 * @param warn receives each retry, with its cause
 * @param failed receives each fault of the database
 */
export function createLedgerMetrics(
  registry: Registry,
  monitoring: Pick<LedgerObserver, 'settled'>,
  warn: (reason: string, error: unknown) => void,
  failed: NonNullable<LedgerObserver['failed']> = () => undefined,
): LedgerMetrics {
  const registers = [registry];
  const commands = new Histogram({
    name: 'onebook_commit_commands',
    help: 'Commands that shared a commit.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000],
    registers,
  });
  const seconds = new Histogram({
    name: 'onebook_commit_duration_seconds',
    help: 'Duration of a commit, from its first statement to its acknowledgement.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers,
  });
  const outcomes = new Counter({
    name: 'onebook_movements_total',
    help: 'Settled commands, by movement, outcome and refusal code.',
    labelNames: ['movement', 'outcome', 'code'],
    registers,
  });
  const retries = new Counter({
    name: 'onebook_commit_retries_total',
    help: 'Commit retries, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const faults = createFaults(registers);
  const observeQueue = createQueueGauge(registers);
  const observeClock = createClockGauge(registers);
  return {
    committed: (count, duration) => {
      commands.observe(count);
      seconds.observe(duration);
    },
    settled: (movement, outcome, code = '') => {
      monitoring.settled(movement, outcome, code);
      outcomes.inc({ movement, outcome, code });
    },
    retried: (reason, error) => {
      retries.inc({ reason });
      warn(reason, error);
    },
    failed: (what, fault, error) => {
      faults.inc({ what, cause: fault.cause });
      failed(what, fault, error);
    },
    observeQueue,
    observeClock,
  };
}

function createFaults(registers: Registry[]): Counter<'what' | 'cause'> {
  return new Counter({
    name: 'onebook_database_faults_total',
    help: 'Commits, reads of the book and checkpoints that failed because of the database, by cause.',
    labelNames: ['what', 'cause'],
    registers,
  });
}

/** A gauge of the waiting commands. @returns attaches the ledger that it reads */
function createQueueGauge(registers: Registry[]): LedgerMetrics['observeQueue'] {
  let ledger: { readonly waiting: number } | undefined;
  new Gauge({
    name: 'onebook_commands_waiting',
    help: 'Commands that wait for a commit to begin.',
    registers,
    collect() {
      this.set(ledger?.waiting ?? 0);
    },
  });
  return (target) => {
    ledger = target;
  };
}

/** A gauge of how far the book is ahead. @returns attaches the clock that it reads */
function createClockGauge(registers: Registry[]): LedgerMetrics['observeClock'] {
  let clock: { readonly aheadMs: number } | undefined;
  new Gauge({
    name: 'onebook_book_ahead_seconds',
    help: 'Seconds by which the time of the book is ahead of the database’s clock, because that was set back.',
    registers,
    aggregator: 'max',
    collect() {
      this.set((clock?.aheadMs ?? 0) / 1_000);
    },
  });
  return (target) => {
    clock = target;
  };
}
