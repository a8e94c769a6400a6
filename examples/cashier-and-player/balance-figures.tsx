import type { LiveBalance } from './live-balance.js';
import { Trouble } from './trouble.js';

const PHASES = {
  connecting: 'connecting …',
  live: 'live',
  reconnecting: 'reconnecting … last known',
  ended: 'not followed',
} as const;

/** A balance: what it is, how far that can be trusted, and its version. What is not known is a dash. */
export function BalanceFigures(props: {
  readonly live: LiveBalance;
  readonly currency: string;
  readonly onAgain: () => void;
}) {
  const { phase, figures, why } = props.live;
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
        {/* A new version is a new element, which the style sheet lights up for a moment. */}
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
      {why !== undefined && <Trouble why={why} onAgain={props.onAgain} />}
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
