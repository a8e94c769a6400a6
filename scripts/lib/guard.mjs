// Preloaded (--import) into the Node children that we start: ends the child when we are gone.
// A `kill -9` of a command must not leave an npm or a tsc behind that goes on writing. It watches
// from a thread of its own, because tsc keeps the main thread busy for seconds.
import { isMainThread, Worker } from 'node:worker_threads';

const parent = Number(process.env.ONEBOOK_GUARD_PARENT);
// Only for this very process: its own children have another parent.
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
