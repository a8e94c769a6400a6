import fc from 'fast-check';
import type { Fate } from './page.js';

/** One step of a schedule. Devices and tabs are numbers; a tab that is not open is another one that is. */
export type Step =
  | { readonly do: 'pay'; readonly device: number; readonly tab: number; readonly times: 1 | 2 }
  /** Every tab of every device pays the same again: these are intents of their own. */
  | { readonly do: 'pay in all tabs' }
  /** More than there is: a refusal. */
  | { readonly do: 'pay too much'; readonly device: number; readonly tab: number }
  | { readonly do: 'pay and abort'; readonly device: number; readonly tab: number }
  | { readonly do: 'look'; readonly device: number; readonly tab: number }
  | { readonly do: 'kill'; readonly device: number; readonly tab: number }
  | { readonly do: 'open'; readonly device: number }
  | { readonly do: 'break sockets'; readonly device: number; readonly tab: number }
  | { readonly do: 'rest'; readonly ms: number };

export interface Schedule {
  readonly steps: readonly Step[];
  /** The fates of requests, again and again until the end. */
  readonly fates: readonly Fate[];
}

const place = { device: fc.nat(1), tab: fc.nat(2) };
const step = (name: Step['do'], rest: object = place) =>
  fc.record({ do: fc.constant(name), ...rest });

const steps = fc.oneof(
  { weight: 5, arbitrary: step('pay', { ...place, times: fc.constantFrom(1, 2) }) },
  { weight: 1, arbitrary: step('pay in all tabs', {}) },
  { weight: 1, arbitrary: step('pay too much') },
  { weight: 1, arbitrary: step('pay and abort') },
  { weight: 2, arbitrary: step('look') },
  { weight: 2, arbitrary: step('kill') },
  { weight: 2, arbitrary: step('open', { device: fc.nat(1) }) },
  { weight: 1, arbitrary: step('break sockets') },
  { weight: 3, arbitrary: step('rest', { ms: fc.constantFrom(0, 5, 60, 700) }) },
) as fc.Arbitrary<Step>;

const fates = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Fate>('arrives') },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Fate>(
      ...(['lost', 'answer lost', 'late', 'hangs', 'overloaded', 'bad proxy'] as const),
    ),
  },
);

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  steps: fc.array(steps, { minLength: 4, maxLength: 12 }),
  fates: fc.array(fates, { minLength: 1, maxLength: 12 }),
});
