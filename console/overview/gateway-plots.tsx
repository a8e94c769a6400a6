import { useMemo } from 'react';
import type { Sample } from '../monitoring/samples.js';
import { Plot } from '../plot/plot.js';
import { msText, rateText, shareText } from './numbers.js';
import { seriesOf, timelineOf } from './sample-series.js';

/** What the gateway that answers has counted, over the time for which the console is open. */
export function GatewayPlots({ samples }: { readonly samples: readonly Sample[] }) {
  // uPlot draws again whenever it gets another array.
  const plots = useMemo(() => plotsOf(samples), [samples]);
  return (
    <div className="plots">
      {plots.map((plot) => (
        <Plot key={plot.title} {...plot} />
      ))}
    </div>
  );
}

function plotsOf(samples: readonly Sample[]) {
  const timeline = timelineOf(samples);
  const { times } = timeline;
  return [
    {
      title: 'Commands per second',
      times,
      axisText: rateText,
      series: [
        seriesOf(timeline, 'Done', (of) => perSecond(of, of.transactions.done), rateText),
        seriesOf(timeline, 'Refused', (of) => perSecond(of, of.transactions.refused), rateText),
        seriesOf(
          timeline,
          'Failed or unknown',
          (of) => perSecond(of, of.transactions.failed + of.transactions.unknown),
          rateText,
        ),
      ],
    },
    {
      title: 'Wallets changed and pushes per second',
      times,
      axisText: rateText,
      series: [
        seriesOf(timeline, 'Wallets changed', (of) => of.balanceUpdatesPerSecond, rateText),
        seriesOf(timeline, 'Pushes', (of) => of.pushesPerSecond, rateText),
      ],
    },
    {
      title: 'Time from commit to push',
      times,
      axisText: msText,
      series: [
        seriesOf(timeline, 'Median', (of) => of.pushLatency?.p50Ms, msText),
        seriesOf(timeline, '99 %', (of) => of.pushLatency?.p99Ms, msText),
        seriesOf(timeline, 'Slowest', (of) => of.pushLatency?.maxMs, msText),
      ],
    },
    {
      title: 'Accuracy and consistency',
      times,
      range: [0, 1] as const,
      axisText: shareText,
      series: [
        seriesOf(timeline, 'Balance accuracy', (of) => of.balanceAccuracy, shareText),
        seriesOf(timeline, 'Consistency', (of) => of.consistency?.score, shareText),
      ],
    },
  ];
}

function perSecond({ measuredSeconds }: Sample['figures'], count: number): number | null {
  return measuredSeconds > 0 ? count / measuredSeconds : null;
}
