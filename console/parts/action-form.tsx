import { isRefusal } from '@onebook/client';
import type { IntentName } from '@onebook/client/react';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { ActionOutcome } from './action-outcome.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { type InputOf, type ResultOf, useAction } from './use-action.js';

/** The payload of a mutation, when it was not refused. */
export type PayloadOf<Name extends IntentName> = Exclude<ResultOf<Name>, { readonly code: string }>;

/** What the dialog asks before the mutation is sent. It repeats wallet, owner and amount. */
export interface Confirmation {
  readonly title: string;
  readonly body: ReactNode;
  /** The words of its button: "Deposit €20.00". */
  readonly label: string;
}

/**
 * A form that sends one mutation: fields, a question, and the outcome in words. Its fields are locked while it is sent and while its
 * outcome is unknown, so that the key belongs to one input.
 */
export function ActionForm<Name extends IntentName>(props: {
  /** The mutation, such as `deposit`. */
  readonly name: Name;
  /** The words of the button. */
  readonly label: string;
  /** `bad`: it takes something away or cannot be undone. */
  readonly tone?: 'bad';
  /** The input of the mutation when the form is submitted; undefined if a field has a problem, which it shows by then. */
  readonly input: () => InputOf<Name> | undefined;
  /** Whether it happens once: when it is done, the form offers no other one. */
  readonly isOnce?: boolean;
  /** What to ask first. Whatever moves money has it. */
  readonly confirm?: (input: InputOf<Name>) => Confirmation;
  readonly done?: (payload: PayloadOf<Name>) => ReactNode;
  /** Called once with the payload, to reload what the page shows. */
  readonly onDone?: (payload: PayloadOf<Name>) => void;
  readonly children?: ReactNode;
}) {
  const { name, label, tone, isOnce = false, input, confirm, done, onDone, children } = props;
  const action = useAction(name);
  const [asked, setAsked] = useState<InputOf<Name>>();
  const { phase, result } = action;
  useOnDone(phase === 'done' ? result : undefined, onDone);
  const form = useFocusOnOutcome(phase);
  const isLocked = phase === 'sending' || phase === 'unknown' || phase === 'done';
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const ready = isLocked ? undefined : input();
    if (ready === undefined) return focusProblem(event.currentTarget);
    if (confirm) setAsked(ready);
    else action.send(ready);
  };
  const question = asked === undefined ? undefined : confirm?.(asked);
  return (
    <form className="action" ref={form} onSubmit={submit}>
      <fieldset disabled={isLocked}>{children}</fieldset>
      <div className="buttons">
        {phase !== 'done' && (
          <button className={tone ?? 'primary'} disabled={isLocked}>
            {label}
          </button>
        )}
        {phase === 'done' && !isOnce && <Another onClick={action.reset} />}
      </div>
      <ActionOutcome
        {...action}
        onTryAgain={action.tryAgain}
        done={done && ((payload) => done(payload as PayloadOf<Name>))}
      />
      {question !== undefined && asked !== undefined && (
        <ConfirmDialog
          title={question.title}
          confirmLabel={question.label}
          tone={tone}
          onClose={() => setAsked(undefined)}
          onConfirm={() => {
            setAsked(undefined);
            action.send(asked);
          }}
        >
          {question.body}
        </ConfirmDialog>
      )}
    </form>
  );
}

function Another({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" onClick={onClick}>
      Another
    </button>
  );
}

/** Moves the focus to the first field with a problem, once it is marked. */
function focusProblem(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus());
}

/** Moves the focus to the outcome if its button has gone or is locked, so that the keyboard goes on from there. */
function useFocusOnOutcome(phase: string) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const { activeElement, body } = document;
    const isLost = activeElement === body || activeElement?.matches(':disabled') === true;
    if (phase !== 'idle' && isLost) form.current?.querySelector<HTMLElement>('.outcome')?.focus();
  }, [phase]);
  return form;
}

/** Calls a function once with each payload. */
function useOnDone<Name extends IntentName>(
  result: ResultOf<Name> | undefined,
  onDone: ((payload: PayloadOf<Name>) => void) | undefined,
): void {
  const latest = useRef(onDone);
  useEffect(() => {
    latest.current = onDone;
  });
  useEffect(() => {
    if (result !== undefined && !isRefusal(result)) latest.current?.(result as PayloadOf<Name>);
  }, [result]);
}
