// Must be the first import.
import './valid-language.js';
import 'uplot/dist/uPlot.min.css';
import './plot.css';
import { useEffect, useId, useRef, useState } from 'react';
import uPlot from 'uplot';
import { isDark } from '../frame/theme.js';
import { useStore } from '../parts/use-store.js';
import { zone } from '../parts/zone.js';
import { PlotTable } from './plot-table.js';
import { type PlotKind, uPlotOptions } from './uplot-options.js';

export interface PlotSeries {
  readonly label: string;
  /** A value for each time; null where it is not known, which leaves a gap. */
  readonly values: readonly (number | null)[];
  /** The value at an index of `times` in words, with its unit. */
  readonly text: (index: number) => string;
}

export interface PlotProps {
  readonly title: string;
  /** What it shows, and of what, in a sentence. */
  readonly about?: string;
  /** In milliseconds since 1970, ascending. */
  readonly times: readonly number[];
  readonly series: readonly PlotSeries[];
  /** `step`: a value holds until the next one. `bars`: a value belongs to a span of time. Default: a line. */
  readonly kind?: PlotKind;
  /** Values that the axis always shows. Default: from 0. */
  readonly range?: readonly [lowest: number, highest: number];
  /** The text of a value on the axis. */
  readonly axisText?: (value: number) => string;
  /** The text of a time in the table. Default: a moment. */
  readonly timeText?: (index: number) => string;
}

/**
 * Series over time, as a picture with the newest values beside their names, and as a table for readers of text. The values under the
 * pointer replace the newest ones.
 */
export function Plot(props: PlotProps) {
  const { title, about, times, series } = props;
  const [pointed, setPointed] = useState<number>();
  const place = usePlot(props, setPointed);
  const titleId = useId();
  const shown = pointed !== undefined && pointed < times.length ? pointed : times.length - 1;
  return (
    <figure className="plot" aria-labelledby={titleId}>
      <h3 id={titleId}>{title}</h3>
      {about !== undefined && <p className="quiet">{about}</p>}
      <ul className="plot-legend">
        {series.map(({ label, text }, index) => (
          <li key={label} data-series={index + 1}>
            {label} <strong>{shown < 0 ? '–' : text(shown)}</strong>
          </li>
        ))}
      </ul>
      <div ref={place} className="plot-place" aria-hidden="true" />
      <PlotTable {...props} />
    </figure>
  );
}

/** Draws into the element of the returned reference. */
function usePlot(props: PlotProps, onPoint: (index: number | undefined) => void) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<uPlot>(undefined);
  const latest = useRef({ props, onPoint });
  const dark = useStore(isDark);
  const timeZone = useStore(zone);
  const shape = JSON.stringify([props.series.map(({ label }) => label), props.kind, props.range]);
  useEffect(() => {
    latest.current = { props, onPoint };
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const options = uPlotOptions(element, timeZone, {
      ...latest.current.props,
      axisText: (value) => latest.current.props.axisText?.(value) ?? String(value),
      onPoint: (index) => latest.current.onPoint(index),
    });
    const plot = new uPlot(options, dataOf(latest.current.props), element);
    drawn.current = plot;
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: options.height }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
      drawn.current = undefined;
    };
    // Another theme has other colours, which a canvas does not follow by itself.
  }, [dark, timeZone, shape]);
  const { times, series } = props;
  useEffect(() => {
    drawn.current?.setData(dataOf({ times, series }));
  }, [times, series]);
  return place;
}

function dataOf({ times, series }: Pick<PlotProps, 'times' | 'series'>): uPlot.AlignedData {
  // Its times are in seconds.
  return [times.map((time) => time / 1_000), ...series.map(({ values }) => [...values])];
}
