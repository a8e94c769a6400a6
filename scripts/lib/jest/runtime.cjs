const { appendFileSync } = require('node:fs');
const { register } = require('node:module');
const { pathToFileURL } = require('node:url');

register(pathToFileURL(require.resolve('./typescript-hooks.mjs')));

/*
 * An error that comes while no file runs, as after the last one, has no test. In a worker, jest only logs it, and starts
 * another worker. tally-reporter.mjs fails the run for it. Without workers, Node ends the run.
 */
if (process.send !== undefined) process.prependListener('uncaughtException', saveLateError);

function saveLateError(error) {
  const line = JSON.stringify(String(error?.stack ?? error));
  appendFileSync(process.env.ONEBOOK_LATE_ERRORS, `${line}\n`);
}

/**
 * What jest asks of a runtime, for test files that Node itself imports, all into one process. They share the modules, so a
 * module that keeps something keeps it for the next file as well.
 */
module.exports = class Runtime {
  #environment;

  constructor(_config, environment) {
    this.#environment = environment;
  }

  /** Loads jest-circus. Not again for each file: each would leave one AsyncLocalStorage more, which every promise passes on. */
  requireInternalModule(file) {
    const isLoaded = file in require.cache;
    const module = require(file);
    if (isLoaded) resetCircus();
    else rememberCircus();
    return module;
  }

  requireModule(file) {
    return require(file);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(file) {
    await import(pathToFileURL(file));
  }

  /** For globals.mjs, which stands for @jest/globals. */
  setGlobalsForRuntime(globals) {
    const timers = this.#environment.fakeTimersModern;
    globalThis[Symbol.for('onebook.jest-globals')] ??= { ...globals };
    globalThis[Symbol.for('onebook.jest-timers')] = timers;
  }

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}
};

const HANDLERS = Symbol.for('EVENT_HANDLERS');
let stateSymbol;
let createState;
let handlers;

/** Keeps what jest-circus is before the first test file. */
function rememberCircus() {
  const symbols = Object.getOwnPropertySymbols(globalThis);
  stateSymbol = symbols.find(({ description }) => description === 'JEST_STATE_SYMBOL');
  handlers = [...globalThis[HANDLERS]];
  const first = { ...globalThis[stateSymbol] };
  createState = () => {
    const block = { ...first.rootDescribeBlock, children: [], hooks: [], tests: [] };
    const state = Object.fromEntries(
      Object.entries(first).map(([key, value]) => [key, fresh(value)]),
    );
    return { ...state, rootDescribeBlock: block, currentDescribeBlock: block };
  };
}

/** Makes jest-circus forget the test file before. */
function resetCircus() {
  const last = globalThis[stateSymbol];
  globalThis[HANDLERS].splice(0, Infinity, ...handlers);
  globalThis[stateSymbol] = createState();
  passLateErrorsOn(last.rootDescribeBlock);
}

/**
 * Gives what the tests and hooks of an ended file throw or reject later to the file that runs then. The AsyncLocalStorage of
 * jest-circus still names them, and jest does not look at their errors a second time.
 */
function passLateErrorsOn(block) {
  for (const hook of block.hooks) {
    globalThis[stateSymbol].unhandledRejectionErrorByPromiseByHook.set(hook, lateRejections);
  }
  for (const child of block.children) {
    if (child.type === 'describeBlock') passLateErrorsOn(child);
    else Object.defineProperties(child, lateProperties);
  }
}

const lateRejections = {
  set: (promise, error) =>
    globalThis[stateSymbol].unhandledRejectionErrorByPromise.set(promise, error),
  delete: (promise) => globalThis[stateSymbol].unhandledRejectionErrorByPromise.delete(promise),
};

const lateProperties = {
  errors: { get: () => globalThis[stateSymbol].unhandledErrors },
  unhandledRejectionErrorByPromise: { get: () => lateRejections },
};

/** An empty collection for a collection, and any other value as it is: a WeakMap has what belongs to tests and hooks. */
function fresh(value) {
  if (Array.isArray(value)) return [];
  if (value instanceof Map) return new Map();
  return value;
}
