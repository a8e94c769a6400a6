import { spawnSync } from 'node:child_process';
import { Stop } from '../../scripts/lib/project.mjs';

/**
 * A socket is an open file, at either end.
 * @param orElse how to need fewer
 * @throws {Stop} where a process may not have so many files open
 */
export function requireOpenFiles(needed, orElse) {
  if (process.platform === 'win32') return;
  const { stdout } = spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' });
  const most = stdout.trim() === 'unlimited' ? Infinity : Number(stdout);
  if (most >= needed) return;
  throw new Stop(
    `a process may have ${most} files open here, and this needs ${needed}: ` +
      `run "ulimit -n ${needed}" first, or ${orElse}`,
  );
}
