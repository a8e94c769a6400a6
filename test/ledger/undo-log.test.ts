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

/** A map and a list that changes are made to, and what is in them, in its order. */
function kept() {
  const [journal, map, list] = [
    new UndoLog(),
    new Map<number, string | undefined>(),
    [] as number[],
  ];
  const apply = (change: Change): void =>
    change.kind === 'set'
      ? journal.set(map, change.key, change.value)
      : journal.push(list, change.item);
  return { journal, apply, now: () => [[...map], [...list]] };
}

describe('Journal', () => {
  test('what is taken back is as it was, to the order of its keys', () => {
    fc.assert(
      fc.property(changes, changes, (before, within) => {
        const { journal, apply, now } = kept();
        before.forEach(apply);
        const then = now();
        journal.attempt(() => {
          within.forEach(apply);
          return false;
        });
        expect(now()).toEqual(then);
      }),
    );
  });

  test('what is kept is as if it had been done outside of an attempt', () => {
    fc.assert(
      fc.property(changes, (within) => {
        const [one, other] = [kept(), kept()];
        within.forEach(one.apply);
        other.journal.attempt(() => {
          within.forEach(other.apply);
          return true;
        });
        expect(other.now()).toEqual(one.now());
      }),
    );
  });

  test('an error takes all back, and is thrown on', () => {
    const { journal, apply, now } = kept();
    apply({ kind: 'set', key: 1, value: 'before' });
    const then = now();
    const work = (): boolean => {
      apply({ kind: 'set', key: 1, value: 'within' });
      apply({ kind: 'push', item: 1 });
      throw new Error('a fault');
    };
    expect(() => journal.attempt(work)).toThrow('a fault');
    expect(now()).toEqual(then);
  });

  test('each attempt takes back its own changes alone', () => {
    const { journal, apply, now } = kept();
    const once = (item: number, stands: boolean): void =>
      journal.attempt(() => {
        apply({ kind: 'push', item });
        return stands;
      });
    once(1, true);
    once(2, false);
    apply({ kind: 'push', item: 3 });
    expect(() => journal.attempt(() => Boolean(apply({ kind: 'push', item: 4 })))).not.toThrow();
    once(5, true);
    expect(now()).toEqual([[], [1, 3, 5]]);
  });

  test('not within another, which then takes everything back', () => {
    const { journal, apply, now } = kept();
    const inner = (): boolean => {
      apply({ kind: 'push', item: 1 });
      journal.attempt(() => true);
      return true;
    };
    expect(() => journal.attempt(inner)).toThrow('an attempt within an attempt');
    expect(now()).toEqual([[], []]);
    journal.attempt(() => true);
  });

  test('a key that had undefined is not one that was not there', () => {
    const { journal, apply, now } = kept();
    apply({ kind: 'set', key: 1, value: undefined });
    journal.attempt(() => {
      apply({ kind: 'set', key: 1, value: 'within' });
      return false;
    });
    expect(now()).toEqual([[[1, undefined]], []]);
  });
});
