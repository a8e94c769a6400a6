import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One tick of the operating system: Linux counts processor time in 100 ticks per second. */
const TICK_MICROSECONDS = 10_000;

/** Processor time of a process so far, in microseconds. NaN except on Linux: other systems are too coarse. */
export function cpuOf(pid) {
  if (process.platform !== 'linux') return NaN;
  // The program's name is in parentheses and can contain anything. The times are fields 12 and 13 after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROSECONDS;
}

/** Resident memory of a process, in bytes. */
function residentOf(pid) {
  return (
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1_024
  );
}

const SAMPLE_MS = 100;

/** Samples the resident memory of a process until `end`. */
export function watchMemory(pid) {
  const start = residentOf(pid);
  let peak = start;
  const sample = () => (peak = Math.max(peak, residentOf(pid)));
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    end: () => clearInterval(timer),
    figures() {
      sample();
      return { start, peak, end: residentOf(pid) };
    },
  };
}
