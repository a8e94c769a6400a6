import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'dist', 'programs', 'onebook.js');

/** A run of the onebook command. */
export class OnebookCommand {
  /** What it printed to both, in the order of arrival. */
  output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => (this.output += String(text)));
  }

  static start(environment: NodeJS.ProcessEnv, ...args: string[]): OnebookCommand {
    return new OnebookCommand(
      spawn(process.execPath, [program, ...args], {
        env: { PATH: process.env['PATH'], ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  /** Resolves to its exit code, or null if a signal ended it. */
  async ended(): Promise<number | null> {
    const [code] = (await once(this.child, 'close')) as [number | null];
    return code;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

/** Runs the onebook command to its end. */
export async function onebook(
  environment: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ code: number | null; output: string }> {
  const command = OnebookCommand.start(environment, ...args);
  const code = await command.ended();
  return { code, output: command.output };
}
