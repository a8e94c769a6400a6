import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './project.mjs';

const guard = new URL('./guard.mjs', import.meta.url).href;
const running = new Set();

/**
 * Runs a program in the project's root, without a shell and without standard input.
 *
 * @param {string[]} command program and arguments; `[process.execPath, …]` gets the guard that ends
 *   it if this process is killed.
 * @param {{env?: object, output?: 'inherit' | 'capture', cwd?: string}} options `capture`
 *   collects stdout and stderr in the order of arrival and prints nothing.
 * @returns {Promise<{code: number, output: string}>} the exit code (128 + n for signal n).
 */
export function run(
  [program, ...args],
  { env = process.env, output = 'inherit', cwd = root } = {},
) {
  const guarded = program === process.execPath;
  const child = spawn(program, guarded ? ['--import', guard, ...args] : args, {
    cwd,
    env: guarded ? { ...env, ONEBOOK_GUARD_PARENT: String(process.pid) } : env,
    stdio: output === 'inherit' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  }
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 128 + constants.signals[signal], output: text });
    });
  });
}

const hasEnded = ({ exitCode, signalCode }) => exitCode !== null || signalCode !== null;

/** Jest stops its PostgreSQL in this time; the others need none of it. */
const KILL_GRACE_MS = 10_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `body`. From now on SIGINT, SIGTERM and SIGHUP end the children first, then this process. After `body`, the
 * handlers give way to the first that another program (the gateway) installs: in between, process 1 of a
 * container would ignore a signal without a handler.
 */
export async function withChildrenEndedBySignals(body) {
  let ending = false;
  const end = (signal) => {
    // A terminal sends a Ctrl-C to npm and to this process, and npm passes its own on.
    if (ending) return;
    ending = true;
    const exit = () => process.exit(128 + constants.signals[signal]);
    if (running.size === 0) exit();
    for (const child of running) {
      child.kill('SIGTERM');
      child.once('exit', () => [...running].every(hasEnded) && exit());
    }
    setTimeout(() => {
      for (const child of running) child.kill('SIGKILL');
      exit();
    }, KILL_GRACE_MS);
  };
  for (const signal of signals) process.on(signal, end);
  try {
    return await body();
  } finally {
    process.on('newListener', function giveWay(event) {
      if (!signals.includes(event)) return;
      process.removeListener('newListener', giveWay);
      // Not at once: Node stops to listen for a signal when its last handler goes, and the new one is not there yet.
      process.nextTick(() => {
        for (const signal of signals) process.removeListener(signal, end);
      });
    });
  }
}
