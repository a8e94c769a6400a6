import { readdir, stat } from 'node:fs/promises';
import { ifVisible, processColumns, processStatus } from '../lock/process-identity.mjs';

const isLinux = process.platform === 'linux';

/**
 * Whether a running process can be the PostgreSQL of this cluster. PostgreSQL works inside its cluster
 * and runs as its owner, so on Linux the answer is certain: root and the owner can read where the
 * process works, and the process of another user is not it. On other systems only the name of the
 * process is visible, and the login has to prove the rest.
 */
export async function canServe(pid: number, cluster: string): Promise<boolean> {
  if (isLinux) return worksIn(pid, cluster);
  const command = await processColumns(pid, 'comm=');
  return command?.includes('postgres') ?? false;
}

/**
 * The PostgreSQL processes that work in a cluster, such as the children that a killed server has left
 * behind. Only Linux shows them; on other systems the list is empty.
 */
export async function processesIn(cluster: string): Promise<number[]> {
  if (!isLinux) return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found: number[] = [];
  for (const pid of pids) {
    if ((await processStatus(pid))?.name !== 'postgres') continue;
    if (await worksIn(pid, cluster)) found.push(pid);
  }
  return found;
}

async function worksIn(pid: number, directory: string): Promise<boolean> {
  const [there, here] = await Promise.all([
    ifVisible(() => stat(`/proc/${pid}/cwd`)),
    stat(directory),
  ]);
  return there?.dev === here.dev && there.ino === here.ino;
}
