import { type SubmitEvent, useState } from 'react';
import { goTo, useRoute } from '../../frame/route.js';
import { SelectField, TextField } from '../../parts/field.js';
import { MomentField } from './moment-field.js';

/** A value by which a list is filtered. It stands in the route under its name. */
export interface FilterField {
  readonly name: string;
  readonly label: string;
  /** A choice, which applies at once. Otherwise it is a text, which applies with the button. */
  readonly options?: readonly (readonly [value: string, text: string])[];
  readonly isMoment?: true;
  /** What holds if the route names none. */
  readonly initial?: string;
  readonly hint?: string;
}

/** The values of filters in the route. */
export function useFilters(fields: readonly FilterField[]): Readonly<Record<string, string>> {
  const { search } = useRoute();
  return Object.fromEntries(
    fields.map(({ name, initial = '' }) => [name, search.get(name) ?? initial]),
  );
}

/** Fields for filters, which keep their values in the route, so that a link leads to the same list. */
export function FilterForm(props: {
  readonly path: string;
  readonly fields: readonly FilterField[];
  /** What it filters, for a screen reader: "Filter of the audit log". */
  readonly label: string;
}) {
  const applied = useFilters(props.fields);
  // Another route, such as a link to the list of one wallet, brings other values.
  return <Form key={JSON.stringify(applied)} {...props} applied={applied} />;
}

function Form(props: {
  readonly path: string;
  readonly fields: readonly FilterField[];
  readonly label: string;
  readonly applied: Readonly<Record<string, string>>;
}) {
  const { path, fields, label, applied } = props;
  const { search } = useRoute();
  const [draft, setDraft] = useState(applied);
  const apply = (values: Readonly<Record<string, string>>): void => {
    const trimmed = Object.entries(values).map(([name, value]) => [name, value.trim()]);
    const others = [...search].filter(([name]) => fields.every((field) => field.name !== name));
    goTo(path, Object.fromEntries([...others, ...trimmed]) as Record<string, string>, {
      replace: true,
    });
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    apply(draft);
  };
  return (
    <form className="filters" role="search" aria-label={label} onSubmit={submit}>
      {fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={draft[field.name] ?? ''}
          onChange={(value) => {
            const next = { ...draft, [field.name]: value };
            setDraft(next);
            if (field.options) apply(next);
          }}
        />
      ))}
      {fields.some(({ options }) => !options) && (
        <div className="buttons">
          <button>Apply</button>
          <button type="button" onClick={() => apply({})}>
            Clear
          </button>
        </div>
      )}
    </form>
  );
}

function OneField(props: {
  readonly field: FilterField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { field, value, onChange } = props;
  const { label, options, isMoment, hint } = field;
  const common = { label, value, onChange };
  if (options) return <SelectField {...common} options={options} />;
  if (isMoment) return <MomentField {...common} />;
  return <TextField {...common} hint={hint} />;
}
