// Imported by the commands of package.json, and preloaded (--import) into gateways that tests start: if the process
// that started this one is gone, ends this one as a SIGTERM would. npm passes on SIGTERM and SIGINT, but an npm that
// is killed, or hung up by its terminal, passes on nothing. guard.mjs is for children that have nothing to finish.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const POLL_MS = 100;

const parent = Number(process.env.ONEBOOK_STARTED_BY);
// The variable is for this process only: its own children have another parent.
delete process.env.ONEBOOK_STARTED_BY;

if (parent > 0) {
  const stop = () => process.kill(process.pid, 'SIGTERM');
  // npm may be killed before the shell reads who its parent is. That is then a process of another group.
  if (process.ppid !== parent || groupOf(parent) !== groupOf(process.pid)) stop();
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, POLL_MS);
  watch.unref();
}

/** The process group of a process, or '' if there is no such process. */
function groupOf(pid) {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    // The program's name is in parentheses and can contain anything. The group is the third field after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
  } catch {
    return '';
  }
}
