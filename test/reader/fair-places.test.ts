import { expect, test } from '@jest/globals';
import { FairPlaces, ReadUnavailableError } from '../../src/reader/index.js';

/** Takes places, and notes who got one. */
class Taker {
  readonly got: string[] = [];
  readonly #given: Record<string, (() => void)[]> = {};

  constructor(private readonly places: FairPlaces) {}

  ask(...callers: string[]): void {
    for (const caller of callers)
      void this.places.take(caller).then((giveBack) => {
        this.got.push(caller);
        (this.#given[caller] ??= []).push(giveBack);
      });
  }

  async giveBack(caller: string): Promise<void> {
    this.#given[caller]?.shift()?.();
    await settled();
  }

  /** Gives everything back, until everyone who waits has been served. */
  async end(): Promise<void> {
    for (let given = -1; given < this.got.length;) {
      given = this.got.length;
      for (const all of Object.values(this.#given)) for (const one of all.splice(0)) one();
      await settled();
    }
  }
}

const settled = () => new Promise(setImmediate);

test('a caller alone gets all places but one, and the next caller gets that one at once', async () => {
  const taker = new Taker(new FairPlaces(4, 60_000));
  taker.ask('ann', 'ann', 'ann', 'ann', 'ann');
  await settled();
  expect(taker.got).toEqual(['ann', 'ann', 'ann']);
  taker.ask('ben');
  await settled();
  expect(taker.got).toEqual(['ann', 'ann', 'ann', 'ben']);
  for (let given = 0; given < 5; given++) await taker.giveBack('ann');
  await taker.giveBack('ben');
  expect(taker.got).toHaveLength(6);
  await taker.end();
});

test('while two callers wait, each gets half of the places, whoever came first', async () => {
  const taker = new Taker(new FairPlaces(4, 60_000));
  taker.ask(...Array.from({ length: 10 }, () => 'ann'));
  await settled();
  taker.ask('ben', 'ben', 'ben');
  await settled();
  expect(taker.got).toEqual(['ann', 'ann', 'ann', 'ben']);
  await taker.giveBack('ann');
  expect(taker.got.at(-1)).toBe('ben');
  // Two each. The caller that gives one back gets the next.
  await taker.giveBack('ben');
  expect(taker.got.at(-1)).toBe('ben');
  await taker.giveBack('ann');
  expect(taker.got.at(-1)).toBe('ann');
  await taker.end();
  expect(taker.got).toHaveLength(13);
});

test('a single place serves all callers in turn', async () => {
  const taker = new Taker(new FairPlaces(1, 60_000));
  taker.ask('ann', 'ann', 'ben');
  await settled();
  await taker.giveBack('ann');
  await taker.giveBack('ann');
  expect(taker.got).toEqual(['ann', 'ann', 'ben']);
  await taker.end();
});

test('a caller that waits too long is refused, and takes no place later', async () => {
  const places = new FairPlaces(2, 20);
  const giveBack = await places.take('ann');
  await expect(places.take('ann')).rejects.toThrow(ReadUnavailableError);
  giveBack();
  (await places.take('ann'))();
});

test('a wait whose signal aborts ends, and leaves the place to the next', async () => {
  const places = new FairPlaces(1);
  const giveBack = await places.take('ann');
  const controller = new AbortController();
  const waiting = places.take('bob', { signal: controller.signal });
  const next = places.take('cat');
  controller.abort(new Error('the subscription is over'));
  await expect(waiting).rejects.toThrow('the subscription is over');
  giveBack();
  (await next)();
  await expect(places.take('bob', { signal: controller.signal })).rejects.toThrow(
    'the subscription is over',
  );
  (await places.take('ann'))();
});

test('a caller gets no more places than it may hold, while others get the rest', async () => {
  const places = new FairPlaces(8);
  const got: string[] = [];
  const givenBack: (() => void)[] = [];
  const ask = (caller: string, most?: number): void => {
    void places.take(caller, most === undefined ? {} : { most }).then((giveBack) => {
      got.push(caller);
      givenBack.push(giveBack);
    });
  };
  for (let i = 0; i < 5; i++) ask('ann', 2);
  for (let i = 0; i < 5; i++) ask('a program');
  await settled();
  expect(got.filter((caller) => caller === 'ann')).toHaveLength(2);
  expect(got.filter((caller) => caller === 'a program')).toHaveLength(5);
  for (let asked = 10; got.length < asked;) {
    givenBack.shift()?.();
    await settled();
  }
  expect(got.filter((caller) => caller === 'ann')).toHaveLength(5);
});
