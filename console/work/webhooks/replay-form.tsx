import { useState } from 'react';
import { ActionForm } from '../../parts/action-form.js';
import { Moment } from '../../parts/moment.js';
import type { InputOf } from '../../parts/use-action.js';
import { useStore } from '../../parts/use-store.js';
import { zone } from '../../parts/zone.js';
import { MomentField } from '../shared/moment-field.js';
import { momentOf } from '../shared/moment-of.js';

/** A form that has everything since a moment delivered again. */
export function ReplayForm(props: { readonly id: string; readonly onDone: () => void }) {
  const timeZone = useStore(zone);
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string>();
  const input = (): InputOf<'replayWebhook'> | undefined => {
    const from = momentOf(value, timeZone);
    setProblem(from === undefined ? 'Enter a moment.' : undefined);
    return from === undefined ? undefined : { webhookId: props.id, from };
  };
  return (
    <details>
      <summary>Deliver again what happened since a moment</summary>
      <ActionForm
        name="replayWebhook"
        label="Deliver again"
        input={input}
        confirm={({ from }) => ({
          title: 'Deliver again?',
          label: 'Deliver again',
          body: (
            <p>
              Everything that happened since <Moment at={from} /> is delivered again, in its order.
            </p>
          ),
        })}
        done={() => <p>It is being delivered again.</p>}
        onDone={props.onDone}
      >
        <MomentField label="Since" value={value} onChange={setValue} problem={problem} />
      </ActionForm>
    </details>
  );
}
