import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { processIdentity } from '../lock/process-identity.mjs';
import { readIfPresent } from '../system/files.js';
import { pause } from '../system/wait.js';
import { canServe } from './server-processes.js';
import type { DataDirectory } from '../cluster/data-directory.js';

/** A server that runs on our cluster. */
export interface RunningServer {
  readonly pid: number;
  /** Of the process, so that a signal never reaches a later process with the same pid. */
  readonly identity: string;
  readonly port: number;
  /** starting, ready, stopping or standby; empty if the server has not written it yet. */
  readonly status: string;
}

/** How long a server may take between creating postmaster.pid and writing into it. */
const emptyFileGraceMs = 2_000;

/** Reads postmaster.pid: pid, directory, start, port, socket directory, address, memory, status. */
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
 * The server that runs on the cluster, if there is one. A file means none if its server is gone, or if
 * its pid now belongs to another process.
 */
export async function runningServer(
  dataDirectory: DataDirectory,
): Promise<RunningServer | undefined> {
  const claim = parsePostmasterPid((await readIfPresent(pidFile(dataDirectory))) ?? '');
  if (!claim) return undefined;
  const identity = await processIdentity(claim.pid);
  if (!identity || !(await canServe(claim.pid, dataDirectory.cluster))) return undefined;
  return { ...claim, identity };
}

/**
 * Deletes a postmaster.pid without a running server. PostgreSQL itself would stop at an empty file,
 * or at a pid that now belongs to another process. If children of an old server still use the cluster,
 * its shared memory keeps a new server out: its key comes from the directory itself.
 */
export async function removeStalePid(
  dataDirectory: DataDirectory,
  signal: AbortSignal,
): Promise<void> {
  const file = pidFile(dataDirectory);
  const text = await readIfPresent(file);
  if (text === undefined) return;
  if (parsePostmasterPid(text) === undefined) {
    // Perhaps a server that a killed start has left behind has only just created it.
    const ageMs = Date.now() - (await stat(file)).mtimeMs;
    await pause(Math.max(0, Math.min(emptyFileGraceMs, emptyFileGraceMs - ageMs)), signal);
  }
  if (!(await runningServer(dataDirectory))) await rm(file, { force: true });
}

function pidFile(dataDirectory: DataDirectory): string {
  return path.join(dataDirectory.cluster, 'postmaster.pid');
}
