import type { IntentName } from '@onebook/client/react';
import { isRefusal } from '@onebook/client';
import {
  type ReactNode,
  type SubmitEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { PayloadOf } from '../../parts/action-form.js';
import { ActionOutcome } from '../../parts/action-outcome.js';
import { Field } from '../../parts/field.js';
import { type InputOf, useAction } from '../../parts/use-action.js';

/** What a dialog asks before it sends a mutation. */
export interface Question<Name extends IntentName> {
  /** The mutation, such as `approveWithdrawal`. */
  readonly name: Name;
  readonly title: string;
  /** The words of its button, which say what it does: "Approve €20.00". */
  readonly label: string;
  /** `bad`: it takes something away or cannot be undone. */
  readonly tone?: 'bad';
  /** What it repeats: wallet, owner, amount, destination. */
  readonly body: ReactNode;
  /** A text that goes with it, such as a reason. */
  readonly text?: {
    readonly label: string;
    readonly isRequired: boolean;
    readonly hint?: string;
    readonly maxLength: number;
  };
  readonly input: (text: string) => InputOf<Name>;
  /** What to say of the payload. Default: "Done." */
  readonly done?: (payload: PayloadOf<Name>) => ReactNode;
  /** Called once with the payload, to reload what the page shows. */
  readonly onDone?: (payload: PayloadOf<Name>) => void;
}

/** Asks, sends the mutation under one key, and says in the same dialog what became of it. */
export function ActionDialog<Name extends IntentName>(props: {
  readonly question: Question<Name>;
  readonly onClose: () => void;
}) {
  const { question, onClose } = props;
  const { title, body, text, input, done } = question;
  const action = useAction(question.name);
  const { phase } = action;
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string>();
  const dialog = useShown(phase);
  const titleId = useId();
  useOnPayload(action.result, question.onDone);
  const isBusy = phase === 'sending';
  const isOver = phase === 'done' || phase === 'unknown';
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const isMissing = text?.isRequired === true && value.trim() === '';
    setProblem(isMissing ? `Enter a ${text.label.toLowerCase()}.` : undefined);
    if (!isMissing && !isBusy && !isOver) action.send(input(value.trim()));
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => (isBusy ? event.preventDefault() : onClose())}
    >
      <form className="dialog-form" onSubmit={submit}>
        <h2 id={titleId}>{title}</h2>
        {body}
        {text && (
          <ReasonField
            text={text}
            value={value}
            problem={problem}
            isLocked={isBusy || isOver}
            onChange={setValue}
          />
        )}
        <ActionOutcome
          {...action}
          onTryAgain={action.tryAgain}
          done={done && ((payload) => done(payload as PayloadOf<Name>))}
        />
        <div className="buttons">
          <button type="button" disabled={isBusy} onClick={onClose}>
            {isOver ? 'Close' : 'Back'}
          </button>
          {!isOver && (
            <button className={question.tone ?? 'primary'} disabled={isBusy}>
              {question.label}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

function ReasonField(props: {
  readonly text: NonNullable<Question<IntentName>['text']>;
  readonly value: string;
  readonly problem: string | undefined;
  readonly isLocked: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { text, value, problem, isLocked, onChange } = props;
  return (
    <Field label={text.label} hint={text.hint} problem={problem}>
      {(control) => (
        <textarea
          {...control}
          rows={2}
          maxLength={text.maxLength}
          disabled={isLocked}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

/**
 * Shows a dialog until it is removed. A browser lets Escape close it after all when it is pressed twice, while it is busy. It is closed
 * before it leaves the page, because it gives the focus back only then.
 */
function useShown(phase: string) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, [phase]);
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => element?.close();
  }, []);
  return dialog;
}

function useOnPayload<Name extends IntentName>(
  result: object | undefined,
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
