// Must be the first import.
import './valid-language.js';
import uPlot from 'uplot';
import type { PlotProps } from './plot.js';

export type PlotKind = 'line' | 'step' | 'bars';

/** Patterns of the lines, so that they differ by more than their colour. */
const DASHES = [[], [8, 4], [2, 3], [12, 3, 2, 3]];
const HEIGHT = 180;

interface Wanted extends Pick<PlotProps, 'series' | 'kind' | 'range'> {
  readonly axisText: (value: number) => string;
  readonly onPoint: (index: number | undefined) => void;
}

/** How uPlot draws a plot, with the colours that the element has now. */
export function uPlotOptions(
  element: HTMLElement,
  timeZone: string,
  { series, kind = 'line', range, axisText, onPoint }: Wanted,
): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--quiet'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: '12px system-ui, sans-serif',
  };
  const paths = pathsOf(kind);
  return {
    width: element.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), timeZone),
    legend: { show: false },
    // Dragging would zoom in, and no key could.
    cursor: { drag: { x: false, y: false, setScale: false }, y: false },
    scales: {
      ...(kind === 'bars' && { x: { range: (plot, from, to) => withRoom(plot, from, to) } }),
      y: { range: (_, lowest, highest) => rangeOf(range, lowest, highest) },
    },
    axes: [
      { ...axis, size: 32 },
      {
        ...axis,
        size: (_, texts) => widthOf(texts),
        values: (_, splits) => splits.map(axisText),
      },
    ],
    series: [
      {},
      ...series.map(({ label }, index) => ({
        label,
        stroke: colour(`--plot-${String(index + 1)}`),
        width: 2,
        dash: DASHES[index] ?? [],
        ...(kind === 'bars' && { fill: colour(`--plot-${String(index + 1)}`), dash: [] }),
        ...(paths && { paths }),
        ...(kind === 'bars' && { points: { show: false } }),
      })),
    ],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
  };
}

function pathsOf(kind: PlotKind): uPlot.Series.PathBuilder | undefined {
  if (kind === 'step') return uPlot.paths.stepped?.({ align: 1 });
  return kind === 'bars' ? uPlot.paths.bars?.({ size: [0.7, 40] }) : undefined;
}

/** Room for the first and the last bar, which stand around their times. */
function withRoom({ data: [times] }: uPlot, from: number, to: number): uPlot.Range.MinMax {
  const half = (to - from) / Math.max(1, times.length - 1) / 2;
  return [from - half, to + half];
}

/** From 0, or what was asked for, to a little above the highest value. */
function rangeOf(
  range: readonly [number, number] | undefined,
  lowest: number | null,
  highest: number | null,
): uPlot.Range.MinMax {
  const [from, to] = range ?? [0, 1];
  const top = Math.max(to, highest ?? to);
  return [Math.min(from, lowest ?? from), top > to || range === undefined ? top * 1.1 : top];
}

/** About the width of the longest text at 12 px. */
function widthOf(texts: string[] | null): number {
  const longest = Math.max(3, ...(texts ?? []).map((text) => text.length));
  return Math.min(longest * 7 + 16, 130);
}
