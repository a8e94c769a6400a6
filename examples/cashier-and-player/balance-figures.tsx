import type { LiveBalance } from './live-balance.js';
import { ErrorNotice } from './error-notice.js';

const PHASES = {
  connecting: 'connecting …',
  live: 'live',
  reconnecting: 'reconnecting … last known',
  ended: 'stopped',
} as const;

/** A balance with its version and the state of its subscription. An unknown figure is shown as a dash. */
export function BalanceFigures(props: {
  readonly live: LiveBalance;
  readonly currency: string;
  readonly onRetry: () => void;
}) {
  const { phase, figures, reason } = props.live;
  return (
    <div className="balance" data-phase={phase}>
      <div className="row">
        <span>Available</span>
        <span role="status" className="phase">
          {PHASES[phase]}
        </span>
        <span className="version">{figures ? `version ${figures.version}` : ''}</span>
      </div>
      <p className="amount">
        {/* A new version renders a new element, which the style sheet highlights for a moment. */}
        <strong key={figures?.version} data-figure="available">
          {figures?.available.amount ?? '—'}
        </strong>{' '}
        {props.currency}
      </p>
      <dl>
        <Figure name="held" amount={figures?.held.amount} />
        <Figure name="credit" amount={figures?.credit.amount} />
        <Figure name="total" amount={figures?.total.amount} />
      </dl>
      {reason !== undefined && <ErrorNotice reason={reason} onRetry={props.onRetry} />}
    </div>
  );
}

function Figure({ name, amount }: { readonly name: string; readonly amount: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-figure={name}>{amount ?? '—'}</dd>
    </div>
  );
}
