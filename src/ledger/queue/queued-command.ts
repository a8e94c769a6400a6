import type { Command } from '../batch.js';
import type { CommandOrigin } from '../ledger-observer.js';
import type { Result } from '../result.js';
import type { Stopwatch } from './stopwatch.js';

/** Tells whether a client has gone. An AbortSignal is one. */
export interface Gone {
  readonly aborted: boolean;
}

/** A command that was accepted and is not settled. */
export interface QueuedCommand extends Command {
  /** The number of commands as which it counts: its lines, if it has several. */
  readonly weight: number;
  readonly arrived: Stopwatch;
  /** Milliseconds after its arrival from which on it is not begun any more. */
  readonly withinMs: number;
  /** Tells whether its client no longer waits for the result. */
  readonly gone: Gone | undefined;
  /** What the observer said that it comes from. */
  readonly origin: CommandOrigin | undefined;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** Why a command must not be begun any more; undefined if it may. */
export function lapseOf(command: QueuedCommand): 'abandoned' | 'late' | undefined {
  if (command.gone?.aborted) return 'abandoned';
  return command.arrived.elapsedMs >= command.withinMs ? 'late' : undefined;
}

/** How many of the first commands fit one commit, at least one. */
export function countWithin(commands: Iterable<QueuedCommand>, weightMax: number): number {
  let count = 0;
  let weight = 0;
  for (const command of commands) {
    weight += command.weight;
    if (count > 0 && weight > weightMax) break;
    count += 1;
  }
  return count;
}
