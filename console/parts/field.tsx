import { type ReactNode, useId } from 'react';

/** What the control of a field gets, so that its label, hint and problem belong to it. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** A labelled control. `children` renders the control with the properties that it gets. */
export function Field(props: {
  readonly label: string;
  readonly hint?: ReactNode | undefined;
  /** What is wrong with the value, and what would be right. */
  readonly problem?: string | undefined;
  readonly children: (control: ControlProps) => ReactNode;
}) {
  const { label, hint, problem, children } = props;
  const id = useId();
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ].join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': problem === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <span id={`${id}-hint`} className="quiet">
          {hint}
        </span>
      )}
      {problem !== undefined && (
        <span id={`${id}-problem`} className="problem">
          {problem}
        </span>
      )}
    </div>
  );
}

/** A field for one line of text, such as an amount, a reference or an id. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode | undefined;
  readonly problem?: string | undefined;
  readonly required?: boolean;
  /** `amount`: a phone shows digits. */
  readonly kind?: 'text' | 'amount' | 'search';
  readonly maxLength?: number;
  readonly disabled?: boolean;
}) {
  const { label, value, onChange, hint, problem, kind = 'text', ...more } = props;
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) => (
        <input
          {...control}
          {...more}
          type={kind === 'search' ? 'search' : 'text'}
          inputMode={kind === 'amount' ? 'decimal' : undefined}
          autoComplete="off"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

/** A field with a choice. @param options value and text */
export function SelectField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly hint?: ReactNode | undefined;
  readonly disabled?: boolean;
}) {
  const { label, value, onChange, options, hint, disabled } = props;
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <select
          {...control}
          disabled={disabled}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        >
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
