import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { errorCode } from '../errors.js';
import type { ServiceUser } from './service-user.js';

/**
 * How every PostgreSQL program starts. The environment is ours alone: the caller's PGDATA, PGPORT,
 * LC_ALL or LD_LIBRARY_PATH must not change what the program does.
 */
export function childOptions(user: ServiceUser | undefined): SpawnOptions {
  return {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(user && { uid: user.uid, gid: user.gid }),
  };
}

export interface CommandResult {
  /** The exit status, the signal that ended the program, or the system error that kept it from starting. */
  readonly status: number | string;
  /** The end of its standard output and error, at most 4,000 characters. */
  readonly output: string;
}

/** Runs a program to its end. Aborting terminates the program and still waits for its end. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: {
    user: ServiceUser | undefined;
    signal: AbortSignal;
    descriptors?: readonly number[];
  },
): Promise<CommandResult> {
  options.signal.throwIfAborted();
  const child = start(program, args, options);
  if (typeof child === 'string') return { status: child, output: '' };
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

/** Starts the program, or returns the system error. Node throws some of them and emits the others. */
function start(
  program: string,
  args: readonly string[],
  options: { user: ServiceUser | undefined; descriptors?: readonly number[] },
): ChildProcess | string {
  try {
    return spawn(program, args, {
      ...childOptions(options.user),
      stdio: ['ignore', 'pipe', 'pipe', ...(options.descriptors ?? [])],
    });
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}
