import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { readJson } from '../../../scripts/lib/files.mjs';
import { inRoot } from '../../../scripts/lib/project.mjs';

/** The flags for Node of `npm start`. The rivals get them too. */
const START_FLAGS = readJson(inRoot('package.json')).scripts.start.match(/--[\w-]+=\S+/g);
const READY_WITHIN_MS = 60_000;
const GUARD = new URL('../../../scripts/lib/guard.mjs', import.meta.url).href;

/** A server in a process of its own, which ends with this one. */
export class ServerProcess {
  output = '';
  #process;

  /**
   * Starts a server and resolves when it is ready.
   * @param program its file @param environment environment variables besides PORT @param flags flags for Node
   * @param isReady whether the server at this URL is ready
   * @throws with the output of the server if it exits instead, or takes too long
   */
  static async start({ program, environment = {}, flags = [], isReady }) {
    const server = new ServerProcess();
    const port = await freePort();
    server.url = `http://127.0.0.1:${port}`;
    server.#spawn([...START_FLAGS, ...flags, program], { PORT: String(port), ...environment });
    const began = performance.now();
    while (!(await isReady(server.url).catch(() => false))) {
      if (server.hasEnded) throw new Error(`${program} exited: ${server.output}`);
      if (performance.now() - began > READY_WITHIN_MS) {
        server.signal('SIGKILL');
        throw new Error(`${program} was not ready after ${READY_WITHIN_MS} ms: ${server.output}`);
      }
      await delay(50);
    }
    return server;
  }

  #spawn(args, environment) {
    this.#process = spawn(process.execPath, ['--import', GUARD, ...args], {
      env: { ...process.env, ...environment, ONEBOOK_GUARD_PARENT: String(process.pid) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process.stderr.on('data', (text) => (this.output += text));
  }

  get pid() {
    return this.#process.pid;
  }

  get hasEnded() {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  async metric(name) {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)[1]);
  }

  /** Sends a signal, such as SIGSTOP. */
  signal(name) {
    this.#process.kill(name);
  }

  /** Ends the server by SIGTERM, and by SIGKILL if that takes too long. @returns the time it took in ms; undefined if it was killed */
  async end(withinMs = 60_000) {
    if (this.hasEnded) return 0;
    const began = performance.now();
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), withinMs);
    await exited;
    clearTimeout(timer);
    return this.#process.signalCode === 'SIGKILL' ? undefined : performance.now() - began;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
