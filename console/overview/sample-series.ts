import type { Sample } from '../monitoring/samples.js';
import type { PlotSeries } from '../plot/plot.js';

/** A longer time without an answer of the gateway is a gap. */
const GAP_MS = 15_000;

type Figures = Sample['figures'];

/** The samples with a gap wherever the gateway has not answered. */
export interface Timeline {
  readonly times: readonly number[];
  readonly figures: readonly (Figures | undefined)[];
}

export function timelineOf(samples: readonly Sample[]): Timeline {
  const times: number[] = [];
  const figures: (Figures | undefined)[] = [];
  for (const sample of samples) {
    const last = times.at(-1);
    if (last !== undefined && sample.at - last > GAP_MS) {
      times.push(last + 1);
      figures.push(undefined);
    }
    times.push(sample.at);
    figures.push(sample.figures);
  }
  return { times, figures };
}

/** A series of one figure. @param text of a figure that may be unknown */
export function seriesOf(
  { figures }: Timeline,
  label: string,
  read: (figures: Figures) => number | null | undefined,
  text: (value: number | null | undefined) => string,
): PlotSeries {
  const values = figures.map((one) => (one === undefined ? null : (read(one) ?? null)));
  return {
    label,
    values,
    text: (index) => (figures[index] === undefined ? 'no answer' : text(values[index])),
  };
}
