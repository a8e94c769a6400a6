import { isRefusal, type OnebookError } from '@onebook/client';
import type { ReactNode } from 'react';
import { MoneyText } from './money-text.js';

interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** The part of a refusal that has figures, such as that of InsufficientFunds. */
interface Figures {
  readonly available?: Money;
  readonly required?: Money;
}

/** What became of an action, in words. It is announced to a screen reader. */
export function ActionOutcome<Result extends object>(props: {
  readonly phase: 'idle' | 'sending' | 'done' | 'refused' | 'unknown' | 'failed';
  readonly result: Result | undefined;
  readonly error: OnebookError | undefined;
  readonly onTryAgain: () => void;
  /** What to say of the payload. Default: "Done." */
  readonly done?: ((payload: Result) => ReactNode) | undefined;
}) {
  const { phase, result, error, onTryAgain, done } = props;
  return (
    <div role="status" className="outcome" data-phase={phase} tabIndex={-1}>
      {phase === 'sending' && <p className="quiet">Sending …</p>}
      {phase === 'done' && result !== undefined && (
        <div className="notice good">{done ? done(result) : <p>Done.</p>}</div>
      )}
      {phase === 'refused' && result !== undefined && <Refused result={result} />}
      {phase === 'failed' && <Failed error={error} />}
      {phase === 'unknown' && <Unknown error={error} onTryAgain={onTryAgain} />}
    </div>
  );
}

function Refused({ result }: { readonly result: object }) {
  if (!isRefusal(result)) return null;
  const { code, message } = result as { readonly code: string; readonly message: string };
  const { available, required } = result as Figures;
  return (
    <div className="notice bad">
      <p>
        Refused: {message} <code>{code}</code>
      </p>
      {available && required && (
        <dl className="facts">
          <dt>Available</dt>
          <dd>
            <MoneyText money={available} />
          </dd>
          <dt>Required</dt>
          <dd>
            <MoneyText money={required} />
          </dd>
        </dl>
      )}
    </div>
  );
}

function Failed({ error }: { readonly error: OnebookError | undefined }) {
  return (
    <div className="notice bad">
      <p>Nothing was executed: {error?.message}</p>
      {error?.requestId !== undefined && (
        <p className="quiet">
          For the operator: request <code>{error.requestId}</code>
        </p>
      )}
    </div>
  );
}

function Unknown(props: {
  readonly error: OnebookError | undefined;
  readonly onTryAgain: () => void;
}) {
  const { error, onTryAgain } = props;
  if (error?.executed === 'yes')
    return (
      <div className="notice good">
        <p>Executed, but its answer cannot be shown: {error.message}</p>
      </div>
    );
  return (
    <div className="notice unknown">
      <p>
        The outcome is unknown: {error?.message} It may have been executed. The console goes on to
        ask with the same key, so nothing is executed twice.
      </p>
      <button type="button" onClick={onTryAgain}>
        Try again
      </button>
    </div>
  );
}
