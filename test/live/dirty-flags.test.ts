import { describe, expect, test } from '@jest/globals';
import { DirtyFlag } from '../../src/live/dirty-flag.js';
import { DirtyFlags } from '../../src/live/dirty-flags.js';

const forever = (): AbortSignal => new AbortController().signal;
const soon = (): Promise<string> => new Promise((resolve) => setTimeout(resolve, 20, 'waits'));
const raisedOrWaits = (flag: DirtyFlag, signal = forever()): Promise<string> =>
  Promise.race([flag.whenSet(signal).then(() => 'raised'), soon()]);

describe('a dirty flag stays set until it is cleared', () => {
  test('a dirty flag stays set until it is cleared, and keeps the time of the first commit', async () => {
    const flag = new DirtyFlag();
    expect(await raisedOrWaits(flag)).toBe('waits');
    flag.set(5);
    flag.set(7);
    expect(await raisedOrWaits(flag)).toBe('raised');
    expect(flag.clear()).toEqual({ committedAt: 5, isRecheck: false });
    expect(await raisedOrWaits(flag)).toBe('waits');
    expect(flag.clear()).toEqual({ committedAt: undefined, isRecheck: true });
  });

  test('a dirty flag wakes its waiter on a change and at the end', async () => {
    const flag = new DirtyFlag();
    const waiting = raisedOrWaits(flag);
    flag.set(undefined);
    expect(await waiting).toBe('raised');
    flag.clear();
    const signal = new AbortController();
    const last = raisedOrWaits(flag, signal.signal);
    signal.abort();
    expect(await last).toBe('raised');
    expect(await raisedOrWaits(flag, signal.signal)).toBe('raised');
  });

  test('a dirty flag is a recheck only if nothing but a recheck set it', () => {
    const flag = new DirtyFlag();
    flag.set(undefined, true);
    expect(flag.clear().isRecheck).toBe(true);
    flag.set(undefined, true);
    flag.set(3);
    flag.set(undefined, true);
    expect(flag.clear()).toEqual({ committedAt: 3, isRecheck: false });
  });
});

describe('dirty flags follow the ids that they were opened for', () => {
  test('set sets the flags of the ids that it names, until they are closed', async () => {
    const flags = new DirtyFlags();
    const signal = new AbortController();
    const [a, again, b] = [
      flags.open('a', signal.signal),
      flags.open('a', forever()),
      flags.open('b', forever()),
    ];
    flags.set(['a', 'nobody'], 1);
    expect(await Promise.all([a, again, b].map((flag) => raisedOrWaits(flag)))).toEqual([
      ...['raised', 'raised', 'waits'],
    ]);
    signal.abort();
    expect(flags.size).toBe(2);
    a.clear();
    flags.setAll();
    expect(await Promise.all([a, b].map((flag) => raisedOrWaits(flag)))).toEqual([
      ...['waits', 'raised'],
    ]);
  });

  test('a dirty flag that opens after its end follows nothing', () => {
    const flags = new DirtyFlags();
    flags.open('a', AbortSignal.abort());
    expect(flags.size).toBe(0);
  });

  test('setNext sets every flag once in as many calls as there are parts, while others come and go', async () => {
    const flags = new DirtyFlags();
    const signal = new AbortController();
    const all = Array.from({ length: 25 }, (_, index) => flags.open(String(index), forever()));
    flags.open('goes', signal.signal);
    for (let round = 0; round < 3; round++) {
      for (let part = 0; part < 10; part++) {
        if (part === 5) signal.abort();
        flags.setNext(10);
      }
      const raised = await Promise.all(all.map((flag) => raisedOrWaits(flag)));
      expect(raised).toEqual(all.map(() => 'raised'));
      for (const flag of all) expect(flag.clear().isRecheck).toBe(true);
    }
    new DirtyFlags().setNext(10);
  });
});
