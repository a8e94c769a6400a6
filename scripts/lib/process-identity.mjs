import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A pid is used again; pid and start time together are not. `undefined`: no such process. */
function startTime(pid) {
  if (process.platform === 'linux') return linuxStartTime(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return undefined;
  }
  if (process.platform === 'win32') return 'alive';
  const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return text.trim();
}

function linuxStartTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may itself hold blanks and parentheses: fields count from the last.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const dead = fields[0] === 'Z' || fields[0] === 'X';
    return dead ? undefined : `${bootId()}/${fields[19]}`;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
}

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** This process, in words that another process can check later. */
export const ownIdentity = () => ({ pid: process.pid, started: startTime(process.pid) });

/** Whether the process that gave this identity still lives. */
export const isAlive = ({ pid, started }) => started !== undefined && startTime(pid) === started;
