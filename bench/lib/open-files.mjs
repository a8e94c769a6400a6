import { spawnSync } from 'node:child_process';
import { Stop } from '../../scripts/lib/project.mjs';

/**
 * Checks the limit of open files, because a socket is an open file at either end.
 * @param orElse how to need fewer files
 * @throws {Stop} if a process may not open that many files
 */
export function requireOpenFiles(needed, orElse) {
  if (process.platform === 'win32') return;
  const { stdout } = spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' });
  const most = stdout.trim() === 'unlimited' ? Infinity : Number(stdout);
  if (most >= needed) return;
  throw new Stop(
    `a process may open ${most} files here, but this benchmark needs ${needed}. ` +
      `Run "ulimit -n ${needed}" first, or ${orElse}`,
  );
}
