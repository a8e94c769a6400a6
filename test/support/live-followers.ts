import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Caught, Command, PlannedSocket, Verdict } from './live-messages.js';

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Subscribers in a process of their own, so that neither what they cost nor how they stall is the test's. */
export class Followers {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #sent = 0;

  constructor() {
    const loader = pathToFileURL(join(import.meta.dirname, 'ts-loader.mjs')).href;
    this.#child = fork(join(import.meta.dirname, 'live-followers-child.ts'), {
      execArgv: ['--import', loader],
      env: { ...process.env, NODE_OPTIONS: '' },
      // Maps, and numbers that are not finite.
      serialization: 'advanced',
    });
    this.#child.on('message', ({ id, result, error }: Reply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    });
    this.#child.once('exit', (code, signal) => {
      const error = new Error(`the followers ended with ${code ?? signal}`);
      for (const { reject } of this.#waiting.values()) reject(error);
    });
  }

  /** Resolves when all sockets are open and everything is asked for. */
  async follow(sockets: readonly PlannedSocket[]): Promise<void> {
    await this.#ask({ do: 'follow', sockets });
  }

  caughtUp(command: Omit<Command & { do: 'await' }, 'do'>): Promise<Caught> {
    return this.#ask({ do: 'await', ...command }) as Promise<Caught>;
  }

  judge(command: Omit<Command & { do: 'judge' }, 'do'>): Promise<Verdict> {
    return this.#ask({ do: 'judge', ...command }) as Promise<Verdict>;
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  #ask(command: Command): Promise<unknown> {
    const id = this.#sent++;
    const waiting = withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#child.send({ id, command });
    return waiting.promise;
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

/** As Promise.withResolvers, which Node 20 does not have. */
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}
