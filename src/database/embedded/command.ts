import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';
import type { ServiceUser } from './types.js';

/**
 * What every PostgreSQL program of ours is started with. The environment is ours alone: PGDATA,
 * PGPORT, LC_ALL, LD_LIBRARY_PATH and the like of the caller's must not change what it does.
 */
export function childOptions(user: ServiceUser | undefined): SpawnOptions {
  return {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(user && { uid: user.uid, gid: user.gid }),
  };
}

export interface Outcome {
  /** Exit status, or the signal that ended it, or the system error that kept it from starting. */
  readonly status: number | string;
  /** The end of what it wrote to its standard output and error. */
  readonly output: string;
}

/** Runs a program to its end. Aborting terminates it and still waits for its end. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: {
    user: ServiceUser | undefined;
    signal: AbortSignal;
    descriptors?: readonly number[];
  },
): Promise<Outcome> {
  const child = spawn(program, args, {
    ...childOptions(options.user),
    stdio: ['ignore', 'pipe', 'pipe', ...(options.descriptors ?? [])],
  });
  let output = '';
  const collect = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000));
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const terminate = () => child.kill('SIGTERM');
  options.signal.addEventListener('abort', terminate);
  try {
    const status = await new Promise<number | string>((resolve) => {
      child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
    });
    return { status, output: output.trim() };
  } finally {
    options.signal.removeEventListener('abort', terminate);
  }
}
