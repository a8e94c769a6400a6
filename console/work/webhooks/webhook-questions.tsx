import type { WebhookFieldsFragment } from '@onebook/client';
import type { PayloadOf } from '../../parts/action-form.js';
import type { Question } from '../shared/action-dialog.js';
import { Facts } from '../shared/facts.js';
import { Secret } from './secret.js';

type Change = 'pauseWebhook' | 'resumeWebhook' | 'deleteWebhook';

const WORDS = {
  pauseWebhook: { label: 'Pause', effect: 'Events wait in the log until it is resumed.' },
  resumeWebhook: { label: 'Resume', effect: 'It goes on where it stopped.' },
  deleteWebhook: { label: 'Delete', effect: 'It is deleted for good. Nothing more is delivered.' },
} as const;

/** What the dialog asks before a webhook is paused, resumed or deleted. */
export function change(
  name: Change,
  webhook: WebhookFieldsFragment,
  onDone: () => void,
): Question<Change> {
  const { label, effect } = WORDS[name];
  return {
    name,
    title: `${label} this webhook?`,
    label,
    ...(name === 'deleteWebhook' ? { tone: 'bad' } : {}),
    body: (
      <>
        <WebhookFacts webhook={webhook} />
        <p>{effect}</p>
      </>
    ),
    input: () => ({ webhookId: webhook.id }),
    onDone,
  };
}

/** What the dialog asks before a webhook gets another secret. */
export function rotate(
  webhook: WebhookFieldsFragment,
  onDone: () => void,
): Question<'rotateWebhookSecret'> {
  return {
    name: 'rotateWebhookSecret',
    title: 'Make a new secret?',
    label: 'Make a new secret',
    body: (
      <>
        <WebhookFacts webhook={webhook} />
        <p>For 24 hours each request is signed with the old secret, too.</p>
      </>
    ),
    input: () => ({ webhookId: webhook.id }),
    done: ({ secret }) => <Secret secret={secret} />,
    onDone,
  };
}

/** What the dialog asks before an event for a test is sent. */
export function test(webhook: WebhookFieldsFragment): Question<'testWebhook'> {
  return {
    name: 'testWebhook',
    title: 'Send a test event?',
    label: 'Send it',
    body: (
      <>
        <WebhookFacts webhook={webhook} />
        <p>It is of the type webhook.test, and is sent at once.</p>
      </>
    ),
    input: () => ({ webhookId: webhook.id }),
    done: (payload) => <TestResult payload={payload} />,
  };
}

function TestResult({ payload }: { readonly payload: PayloadOf<'testWebhook'> }) {
  const { delivered, responseStatus, error, durationMs } = payload;
  const status = responseStatus === null ? 'no answer' : `status ${String(responseStatus)}`;
  return (
    <p>
      {delivered ? 'Delivered' : 'Not delivered'}: {status} after {durationMs} ms.{' '}
      {error !== null && error}
    </p>
  );
}

/** Which webhook it is, for a question. */
export function WebhookFacts({ webhook }: { readonly webhook: WebhookFieldsFragment }) {
  return (
    <Facts
      facts={[
        ['To', <strong>{webhook.url}</strong>],
        ['Events', webhook.types.length === 0 ? 'all' : webhook.types.join(', ')],
        ['For', webhook.description],
      ]}
    />
  );
}
