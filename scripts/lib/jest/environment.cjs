const { ModernFakeTimers } = require('@jest/fake-timers');

/**
 * The environment of a test file: this process as it is. jest's own makes a realm for each file, and every file would load
 * TypeORM, graphql and the sources again: about a second for each of some 300.
 */
module.exports = class Environment {
  global = globalThis;
  #console = globalThis.console;
  #exit = process.exit;

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  /** Jest requires it, for coverage. */
  getVmContext() {
    return null;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Lets Node map stacks to the sources. Jest maps them for modules that it has loaded itself. */
  async setup() {
    Error.prepareStackTrace = undefined;
    process.setSourceMapsEnabled(true);
  }

  /** Takes back what jest and fake timers have put into this process. */
  async teardown() {
    this.fakeTimersModern.dispose();
    globalThis.console = this.#console;
    process.exit = this.#exit;
  }
};
