import { describe, expect, test } from '@jest/globals';
import { DirtyFlag } from '../../src/live/dirty-flag.js';
import { DirtyFlags } from '../../src/live/dirty-flags.js';
import { Semaphore } from '../../src/server/subscriptions/semaphore.js';

const forever = (): AbortSignal => new AbortController().signal;
const soon = (): Promise<string> => new Promise((resolve) => setTimeout(resolve, 20, 'waits'));
const raisedOrWaits = (watch: DirtyFlag, signal = forever()): Promise<string> =>
  Promise.race([watch.raised(signal).then(() => 'raised'), soon()]);

describe('a watch', () => {
  test('stays raised until it is lowered, and keeps the time of the first commit', async () => {
    const watch = new DirtyFlag();
    expect(await raisedOrWaits(watch)).toBe('waits');
    watch.set(5);
    watch.set(7);
    expect(await raisedOrWaits(watch)).toBe('raised');
    expect(watch.clear()).toEqual({ committedAt: 5, routine: false });
    expect(await raisedOrWaits(watch)).toBe('waits');
    expect(watch.clear()).toEqual({ committedAt: undefined, routine: true });
  });

  test('wakes who waits, by a change or by the end', async () => {
    const watch = new DirtyFlag();
    const waiting = raisedOrWaits(watch);
    watch.set(undefined);
    expect(await waiting).toBe('raised');
    watch.clear();
    const signal = new AbortController();
    const last = raisedOrWaits(watch, signal.signal);
    signal.abort();
    expect(await last).toBe('raised');
    expect(await raisedOrWaits(watch, signal.signal)).toBe('raised');
  });

  test('is routine only where nothing but a routine raised it', () => {
    const watch = new DirtyFlag();
    watch.set(undefined, true);
    expect(watch.clear().routine).toBe(true);
    watch.set(undefined, true);
    watch.set(3);
    watch.set(undefined, true);
    expect(watch.clear()).toEqual({ committedAt: 3, routine: false });
  });
});

describe('watches', () => {
  test('raise those of the ids that are named, until they are over', async () => {
    const watches = new DirtyFlags();
    const signal = new AbortController();
    const [a, again, b] = [
      watches.open('a', signal.signal),
      watches.open('a', forever()),
      watches.open('b', forever()),
    ];
    watches.set(['a', 'nobody'], 1);
    expect(await Promise.all([a, again, b].map((watch) => raisedOrWaits(watch)))).toEqual([
      ...['raised', 'raised', 'waits'],
    ]);
    signal.abort();
    expect(watches.size).toBe(2);
    a.clear();
    watches.setAll();
    expect(await Promise.all([a, b].map((watch) => raisedOrWaits(watch)))).toEqual([
      ...['waits', 'raised'],
    ]);
  });

  test('that is over when it opens watches nothing', () => {
    const watches = new DirtyFlags();
    watches.open('a', AbortSignal.abort());
    expect(watches.size).toBe(0);
  });

  test('are each raised by as many parts as there are, again and again, whoever comes and goes', async () => {
    const watches = new DirtyFlags();
    const signal = new AbortController();
    const all = Array.from({ length: 25 }, (_, index) => watches.open(String(index), forever()));
    watches.open('goes', signal.signal);
    for (let round = 0; round < 3; round++) {
      for (let part = 0; part < 10; part++) {
        if (part === 5) signal.abort();
        watches.setNext(10);
      }
      const raised = await Promise.all(all.map((watch) => raisedOrWaits(watch)));
      expect(raised).toEqual(all.map(() => 'raised'));
      for (const watch of all) expect(watch.clear().routine).toBe(true);
    }
    new DirtyFlags().setNext(10);
  });
});

test('turns: so many at once and no more, in their order, also after one that failed', async () => {
  const turns = new Semaphore(2);
  let [now, most] = [0, 0];
  const order: number[] = [];
  const work = Array.from({ length: 10 }, (_, index) =>
    turns.run(async () => {
      most = Math.max(most, ++now);
      order.push(index);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now -= 1;
      if (index === 3) throw new Error('the third');
    }),
  );
  const settled = await Promise.allSettled(work);
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect([most, now, order]).toEqual([2, 0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
});
