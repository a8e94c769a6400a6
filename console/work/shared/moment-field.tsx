import { Field } from '../../parts/field.js';
import { useStore } from '../../parts/use-store.js';
import { zone } from '../../parts/zone.js';

/** A field for a moment, on the clocks of the chosen time zone. Its value is as the control has it: `2026-11-27T09:30`. */
export function MomentField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
}) {
  const { label, value, onChange, problem } = props;
  const timeZone = useStore(zone);
  return (
    <Field label={label} hint={timeZone} problem={problem}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          step={1}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
