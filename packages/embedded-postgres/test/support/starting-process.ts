import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from './processes.js';

/** A line of starting-process-child.mjs. */
export interface ChildEvent {
  info?: string;
  warn?: string;
  error?: string;
  url?: string;
  failed?: string;
}

/** Another process that starts the embedded PostgreSQL, to be killed with signals. It runs the build. */
export class StartingProcess {
  readonly events: ChildEvent[] = [];
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly #child: ChildProcess;

  constructor(directory: string, environment: NodeJS.ProcessEnv = {}) {
    const program = path.join(import.meta.dirname, 'starting-process-child.mjs');
    this.#child = spawn(process.execPath, [program, directory], {
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (!this.#child.stdout) throw new Error('no pipe to the child');
    createInterface(this.#child.stdout).on('line', (line) => {
      this.events.push(JSON.parse(line) as ChildEvent);
    });
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
    });
  }

  /** The URL of its PostgreSQL. Throws the child's reason if its start fails. */
  async url(): Promise<string> {
    await eventually(() => this.events.some((event) => event.url ?? event.failed));
    const failed = this.events.find((event) => event.failed)?.failed;
    if (failed) throw new Error(failed);
    return this.events.find((event) => event.url)?.url ?? '';
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.#child.kill(signal);
    await this.ended;
  }

  async stop(): Promise<void> {
    this.#child.stdin?.write('stop\n');
    await this.ended;
  }
}
