import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { signToken } from '../../dist/src/auth/sign.js';
import { inRoot } from '../../scripts/lib/project.mjs';

const SECRET = 'a secret for benchmarks, of more than 32 bytes';
const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
/** The flags for Node of `npm start`. */
const START_FLAGS = scripts.start.match(/--[\w-]+=\S+/g);
const GUARD = new URL('../../scripts/lib/guard.mjs', import.meta.url).href;

/** Signs a token for the gateways of the benchmarks. */
export function token(sub, ...roles) {
  return signToken({ secret: SECRET, sub, roles, ttlSeconds: 86_400 });
}

/** A gateway in its own process, which ends with this one. */
export class GatewayProcess {
  output = '';
  #process;

  /**
   * Starts a gateway and resolves when it is ready.
   * @param databaseUrl URL of the owner
   * @param environment further environment variables
   * @param flags flags for Node
   * @throws with the output of the gateway if it exits instead
   */
  static async start({ databaseUrl, environment = {}, flags = [] }) {
    const gateway = new GatewayProcess();
    const port = await freePort();
    gateway.url = `http://127.0.0.1:${port}`;
    gateway.#spawn(flags, {
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      AUTH_JWT_SECRET: SECRET,
      LOG_LEVEL: 'error',
      ...environment,
    });
    while (!(await gateway.#isReady())) {
      if (gateway.#hasEnded()) throw new Error(`the gateway exited: ${gateway.output}`);
      await delay(50);
    }
    return gateway;
  }

  #spawn(flags, environment) {
    const program = ['--import', GUARD, ...START_FLAGS, ...flags, inRoot('dist/src/main.js')];
    this.#process = spawn(process.execPath, program, {
      env: { ...process.env, ...environment, ONEBOOK_GUARD_PARENT: String(process.pid) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process.stderr.on('data', (text) => (this.output += text));
  }

  get pid() {
    return this.#process.pid;
  }

  async metric(name) {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)[1]);
  }

  async end() {
    if (this.#hasEnded()) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
  }

  #hasEnded() {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  #isReady() {
    return fetch(`${this.url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
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
