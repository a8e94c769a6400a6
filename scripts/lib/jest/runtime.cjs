const { register } = require('node:module');
const { pathToFileURL } = require('node:url');

register(pathToFileURL(require.resolve('./typescript-hooks.mjs')));

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
  globalThis[HANDLERS].splice(0, Infinity, ...handlers);
  globalThis[stateSymbol] = createState();
}

/** An empty collection for a collection, and any other value as it is. */
function fresh(value) {
  if (Array.isArray(value)) return [];
  if (value instanceof Map) return new Map();
  if (value instanceof WeakMap) return new WeakMap();
  return value;
}
