// Stands for @jest/globals in the test files: what jest-circus has, and of `jest` the fake timers.
const globals = globalThis[Symbol.for('onebook.jest-globals')];
export const { describe, test, it, beforeAll, afterAll, beforeEach, afterEach, expect } = globals;

const timers = () => globalThis[Symbol.for('onebook.jest-timers')];

export const jest = {
  useFakeTimers: (options) => timers().useFakeTimers(options),
  useRealTimers: () => timers().useRealTimers(),
  setSystemTime: (now) => timers().setSystemTime(now),
  advanceTimersByTime: (ms) => timers().advanceTimersByTime(ms),
  advanceTimersByTimeAsync: (ms) => timers().advanceTimersByTimeAsync(ms),
  getTimerCount: () => timers().getTimerCount(),
};
