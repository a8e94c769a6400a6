import { compareAmounts } from '@onebook/client';
import { useState } from 'react';
import { useSession } from '../../session/session-context.js';
import type { Transaction } from '../types.js';
import { StepForm } from './step-form.js';
import { type Step, stepsFor } from './steps.js';

/** What the viewer may do with a transaction: a button each, and the form of the chosen one. */
export function TransactionActions(props: {
  readonly transaction: Transaction;
  /** Called when a form opens, so that a list keeps the transaction while it is decided. */
  readonly onOpen?: () => void;
  /** Whether it has been decided meanwhile: nothing is offered, and an open form stays with its outcome. */
  readonly isDecided?: boolean;
  /** What to say if there is nothing to do. */
  readonly none?: string;
}) {
  const { transaction, onOpen, isDecided = false, none } = props;
  const { viewer } = useSession();
  const [chosen, setChosen] = useState<{ step: Step; transaction: Transaction }>();
  const { steps, notes } = isDecided ? NOTHING : stepsFor(transaction, viewer);
  const offered = steps.filter(({ amount }) => amount !== 'rest' || hasRest(transaction));
  const choose = (step: Step): void => {
    onOpen?.();
    // The form is about the transaction as it was when the form opened.
    setChosen(chosen?.step === step ? undefined : { step, transaction });
  };
  if (offered.length === 0 && notes.length === 0 && chosen === undefined)
    return none === undefined ? null : <p className="quiet">{none}</p>;
  return (
    <>
      {notes.map((note) => (
        <p key={note} className="quiet">
          {note}
        </p>
      ))}
      {offered.length > 0 && (
        <div className="buttons">
          {offered.map((step) => (
            <button
              key={step.label}
              type="button"
              aria-pressed={chosen?.step === step}
              onClick={() => choose(step)}
            >
              {step.label} …
            </button>
          ))}
        </div>
      )}
      {chosen !== undefined && (
        <div key={chosen.step.label} role="group" aria-label={chosen.step.label}>
          <StepForm {...chosen} />
        </div>
      )}
    </>
  );
}

const NOTHING = { steps: [], notes: [] } as const;

/** Whether anything of a purchase can still be refunded. */
function hasRest(transaction: Transaction): boolean {
  if (transaction.__typename !== 'Purchase') return false;
  const { captured, refunded, amount } = transaction;
  return compareAmounts((captured ?? amount).amount, refunded.amount) > 0;
}
