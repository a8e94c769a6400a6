import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere } from './files.js';
import { mayServe, processIdentity } from './processes.js';
import { pause } from './wait.js';
import type { Place } from './types.js';

/** A server that runs on our data directory. */
export interface Running {
  readonly pid: number;
  /** Of the process, so that a signal never meets a later one with the same pid. */
  readonly identity: string;
  readonly port: number;
  /** starting, ready, stopping or standby; empty when it has not said yet. */
  readonly status: string;
}

/** How long a server may take between making postmaster.pid and writing into it. */
const GRACE = 2_000;

/** What postmaster.pid says: pid, directory, start, port, socket directory, address, memory, status. */
export function parsePostmasterPid(
  text: string,
): { pid: number; port: number; status: string } | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  // A stand-alone backend writes its pid negated.
  const pid = Math.abs(Number(lines[0]));
  if (!lines[0] || !Number.isInteger(pid) || pid === 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0) || 0, status: lines[7] ?? '' };
}

/**
 * The server that runs on the data directory, if one does. A file left by a server that is gone, or
 * whose pid now belongs to another process, means none.
 */
export async function runningServer(place: Place): Promise<Running | undefined> {
  const claim = parsePostmasterPid((await readIfThere(pidFile(place))) ?? '');
  if (!claim) return undefined;
  const identity = await processIdentity(claim.pid);
  if (!identity || !(await mayServe(claim.pid, place.cluster))) return undefined;
  return { ...claim, identity };
}

/**
 * Deletes a postmaster.pid that no running server stands behind; PostgreSQL itself would stop at an
 * empty one, or at one whose pid has gone to another process. Should a server's children still
 * use the data, its shared memory, whose key comes from the directory itself, keeps a new one out.
 */
export async function removeStalePid(place: Place, signal: AbortSignal): Promise<void> {
  const file = pidFile(place);
  const text = await readIfThere(file);
  if (text === undefined) return;
  if (parsePostmasterPid(text) === undefined) {
    // Perhaps a server that a killed start left behind has just made it.
    const { mtimeMs } = await stat(file);
    await pause(Math.max(0, Math.min(GRACE, GRACE - (Date.now() - mtimeMs))), signal);
  }
  if (!(await runningServer(place))) await rm(file, { force: true });
}

function pidFile(place: Place): string {
  return path.join(place.cluster, 'postmaster.pid');
}
