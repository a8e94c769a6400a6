import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UndoLog } from '../../src/ledger/undo-log.js';

type Change =
  | { readonly kind: 'set'; readonly key: number; readonly value: string | undefined }
  | {
      readonly kind: 'push';
      readonly item: number;
    };

const changes = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('set' as const),
      key: fc.nat(5),
      value: fc.option(fc.string(), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('push' as const), item: fc.nat() }),
  ),
);

/** A map and a list that change through the log, and their contents in order. */
function kept() {
  const [undoLog, map, list] = [
    new UndoLog(),
    new Map<number, string | undefined>(),
    [] as number[],
  ];
  const apply = (change: Change): void =>
    change.kind === 'set'
      ? undoLog.set(map, change.key, change.value)
      : undoLog.push(list, change.item);
  return { undoLog, apply, now: () => [[...map], [...list]] };
}

describe('UndoLog undoes an attempt as a whole', () => {
  test('UndoLog restores all that an attempt changed, down to the order of keys', () => {
    fc.assert(
      fc.property(changes, changes, (before, within) => {
        const { undoLog, apply, now } = kept();
        before.forEach(apply);
        const then = now();
        undoLog.attempt(() => {
          within.forEach(apply);
          return false;
        });
        expect(now()).toEqual(then);
      }),
    );
  });

  test('an attempt that stands changes the same as the work alone', () => {
    fc.assert(
      fc.property(changes, (within) => {
        const [one, other] = [kept(), kept()];
        within.forEach(one.apply);
        other.undoLog.attempt(() => {
          within.forEach(other.apply);
          return true;
        });
        expect(other.now()).toEqual(one.now());
      }),
    );
  });

  test('an error in an attempt undoes all of it and reaches the caller', () => {
    const { undoLog, apply, now } = kept();
    apply({ kind: 'set', key: 1, value: 'before' });
    const then = now();
    const work = (): boolean => {
      apply({ kind: 'set', key: 1, value: 'within' });
      apply({ kind: 'push', item: 1 });
      throw new Error('a fault');
    };
    expect(() => undoLog.attempt(work)).toThrow('a fault');
    expect(now()).toEqual(then);
  });

  test('each attempt undoes its own changes alone', () => {
    const { undoLog, apply, now } = kept();
    const once = (item: number, stands: boolean): void =>
      undoLog.attempt(() => {
        apply({ kind: 'push', item });
        return stands;
      });
    once(1, true);
    once(2, false);
    apply({ kind: 'push', item: 3 });
    expect(() => undoLog.attempt(() => Boolean(apply({ kind: 'push', item: 4 })))).not.toThrow();
    once(5, true);
    expect(now()).toEqual([[], [1, 3, 5]]);
  });

  test('an attempt within an attempt throws, and the outer one undoes everything', () => {
    const { undoLog, apply, now } = kept();
    const inner = (): boolean => {
      apply({ kind: 'push', item: 1 });
      undoLog.attempt(() => true);
      return true;
    };
    expect(() => undoLog.attempt(inner)).toThrow('an attempt within an attempt');
    expect(now()).toEqual([[], []]);
    undoLog.attempt(() => true);
  });

  test('UndoLog restores a key whose value was undefined', () => {
    const { undoLog, apply, now } = kept();
    apply({ kind: 'set', key: 1, value: undefined });
    undoLog.attempt(() => {
      apply({ kind: 'set', key: 1, value: 'within' });
      return false;
    });
    expect(now()).toEqual([[[1, undefined]], []]);
  });
});
