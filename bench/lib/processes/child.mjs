import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A child process. It calls the functions of its module by name. */
export class Child {
  #waiting = new Map();
  #sent = 0;
  #process;

  /** @param {URL} module a module that calls `serve` @param flags flags for Node */
  constructor(module, flags = []) {
    this.#process = fork(module, { serialization: 'advanced', execArgv: flags });
    this.#process.on('message', ({ id, result, error }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) resolve(result);
      else reject(new Error(error));
    });
    this.#process.once('exit', (code, signal) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`${module.pathname} exited with ${code ?? signal}`));
    });
  }

  get pid() {
    return this.#process.pid;
  }

  ask(name, args) {
    const id = this.#sent++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.send({ id, name, args }, (error) => error && reject(error));
    });
  }

  async end() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exited;
  }
}

/** Runs in the child: answers the parent with these functions, and exits when the parent exits. */
export function serve(functions) {
  process.on('message', async ({ id, name, args }) => {
    try {
      process.send({ id, result: await functions[name](args) });
    } catch (error) {
      process.send({ id, error: error.stack });
    }
  });
  process.on('disconnect', () => process.exit(0));
}
