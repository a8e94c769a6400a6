import type { Sample } from '../monitoring/samples.js';
import { Moment } from '../parts/moment.js';

/** What the gateway that answers has counted in the last minute. */
export function GatewayFigures({ sample }: { readonly sample: Sample }) {
  const { figures } = sample;
  const { pushLatency, transactions, consistency } = figures;
  return (
    <>
      <p className="quiet">
        Of the gateway that answers, in its last {Math.round(figures.measuredSeconds)} seconds.
        Another gateway of the same book has figures of its own.
      </p>
      <dl className="figures">
        <Figure name="Wallets changed per second" value={rate(figures.balanceUpdatesPerSecond)} />
        <Figure name="Pushes per second" value={rate(figures.pushesPerSecond)} />
        <Figure
          name="Push latency, median and 99 %"
          value={
            pushLatency ? `${ms(pushLatency.p50Ms)} and ${ms(pushLatency.p99Ms)}` : 'no push yet'
          }
        />
        <Figure name="Subscriptions" value={String(figures.subscriptions)} />
        <Figure
          name="Commands done"
          value={`${String(transactions.done)}, and ${String(transactions.refused)} refused`}
        />
        <Figure
          name="Failed or unknown"
          value={`${String(transactions.failed)} and ${String(transactions.unknown)}`}
        />
        <Figure name="Balances pushed right" value={share(figures.balanceAccuracy)} />
        <Figure name="Consistency" value={share(consistency?.score)}>
          {consistency ? (
            <>
              checked <Moment at={consistency.checkedAt} />, {consistency.findings} findings
            </>
          ) : (
            'not checked since the gateway started'
          )}
        </Figure>
      </dl>
    </>
  );
}

function Figure(props: {
  readonly name: string;
  readonly value: string;
  readonly children?: React.ReactNode;
}) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        {props.value}
        {props.children !== undefined && <span className="quiet">{props.children}</span>}
      </dd>
    </div>
  );
}

const decimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });

const rate = (perSecond: number | null): string =>
  perSecond === null ? 'unknown' : decimals.format(perSecond);

const ms = (milliseconds: number): string => `${decimals.format(milliseconds)} ms`;

const share = (part: number | null | undefined): string =>
  part == null ? 'unknown' : percents.format(part);
