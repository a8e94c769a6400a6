import { useState } from 'react';
import { ActionForm } from '../../parts/action-form.js';
import { Field, TextField } from '../../parts/field.js';
import type { InputOf } from '../../parts/use-action.js';
import { Secret } from './secret.js';

/** A form for a webhook. Its outcome shows the secret. */
export function WebhookForm(props: { readonly onDone: () => void }) {
  const [url, setUrl] = useState('');
  const [types, setTypes] = useState('');
  const [selection, setSelection] = useState('');
  const [description, setDescription] = useState('');
  const [problem, setProblem] = useState<string>();
  const input = (): InputOf<'createWebhook'> | undefined => {
    const isUrl = URL.canParse(url.trim());
    setProblem(isUrl ? undefined : 'Enter a URL such as https://shop.example/events.');
    if (!isUrl) return undefined;
    const wanted = types.split(/[\s,]+/).filter((type) => type !== '');
    return {
      url: url.trim(),
      ...(wanted.length === 0 ? {} : { types: wanted }),
      ...(selection.trim() === '' ? {} : { selection: selection.trim() }),
      ...(description.trim() === '' ? {} : { description: description.trim() }),
    };
  };
  return (
    <ActionForm
      name="createWebhook"
      label="Create the webhook"
      input={input}
      done={({ secret }) => <Secret secret={secret} />}
      onDone={props.onDone}
    >
      <TextField label="URL" value={url} onChange={setUrl} problem={problem} />
      <TextField
        label="Types of events"
        value={types}
        onChange={setTypes}
        hint="Such as transaction.completed, wallet.opened. Empty: all of them."
      />
      <Field label="Selection" hint="What data shows of an event. Empty: the ids.">
        {(control) => (
          <textarea
            {...control}
            rows={3}
            spellCheck={false}
            placeholder="{ transaction { id amount { amount currency } } }"
            value={selection}
            onChange={({ target }) => setSelection(target.value)}
          />
        )}
      </Field>
      <TextField
        label="What it is for"
        value={description}
        onChange={setDescription}
        maxLength={500}
      />
    </ActionForm>
  );
}
