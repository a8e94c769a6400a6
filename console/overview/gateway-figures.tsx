import type { ReactNode } from 'react';
import type { Sample } from '../monitoring/samples.js';
import { Moment } from '../parts/moment.js';
import { shareText } from './numbers.js';

/** What the gateway that answers says of itself now. */
export function GatewayFigures({ sample }: { readonly sample: Sample }) {
  const { measuredSeconds, subscriptions, transactions, consistency, balanceAccuracy } =
    sample.figures;
  return (
    <>
      <p className="quiet">
        These are figures of the one gateway that answers this console. Each counts its last{' '}
        {Math.round(measuredSeconds)} seconds. Another gateway of the same book has figures of its
        own; only the changed wallets are those of the whole book.
      </p>
      <dl className="figures">
        <Figure name="Subscriptions" value={String(subscriptions)} />
        <Figure name="Commands done" value={String(transactions.done)} />
        <Figure name="Refused by the rules" value={String(transactions.refused)} />
        <Figure
          name="Failed or unknown"
          value={`${String(transactions.failed)} or ${String(transactions.unknown)}`}
        />
        <Figure name="Balance accuracy" value={shareText(balanceAccuracy)}>
          {balanceAccuracy === null && 'no subscription to one wallet was checked'}
        </Figure>
        <Figure name="Consistency of the book" value={shareText(consistency?.score)}>
          {consistency ? (
            <>
              checked <Moment at={consistency.checkedAt} />, {consistency.findings} findings
            </>
          ) : (
            'this gateway has not checked it since its start'
          )}
        </Figure>
      </dl>
    </>
  );
}

function Figure(props: {
  readonly name: string;
  readonly value: string;
  readonly children?: ReactNode;
}) {
  const { name, value, children } = props;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {children !== undefined && children !== false && <span className="quiet">{children}</span>}
      </dd>
    </div>
  );
}
