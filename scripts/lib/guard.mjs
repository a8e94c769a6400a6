// Preloaded (--import) into the Node children of the scripts: kills the child if its parent is gone.
// A `kill -9` of a command must not leave an npm or a tsc behind that keeps writing. The guard runs in
// a thread of its own, because tsc blocks the main thread for seconds.
import { isMainThread, Worker } from 'node:worker_threads';

const parent = Number(process.env.ONEBOOK_GUARD_PARENT);
// The variable is for this process only: its own children have another parent.
delete process.env.ONEBOOK_GUARD_PARENT;

if (isMainThread && parent > 0) {
  const watch = `
    const { workerData: parent } = require('node:worker_threads');
    const gone = () => {
      if (process.platform !== 'win32') return process.ppid !== parent;
      try { process.kill(parent, 0); return false; } catch { return true; }
    };
    setInterval(() => { if (gone()) process.kill(process.pid, 'SIGKILL'); }, 100);
  `;
  new Worker(watch, { eval: true, workerData: parent, execArgv: [], stdin: false }).unref();
}
