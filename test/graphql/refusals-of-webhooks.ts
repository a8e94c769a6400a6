import { test } from '@jest/globals';
import type { Asker } from '../support/graphql.js';
import { NONE, type Provoker } from '../support/provoker.js';
import { deliveryId, readWebhookId } from '../../src/graphql/ids.js';

/** Provokes every refusal of the mutations of webhooks. */
export function provokeRefusalsOfWebhooks({ provoke, conflict }: Provoker, admin: Asker): void {
  test('webhooks refuse a change that does not fit, ids that name none, and reused keys', async () => {
    const url = 'https://receiver.example/hooks';
    await conflict('CreateWebhook', { url }, { url: 'https://other.example/' });
    const made = await admin.send('CreateWebhook', { url });
    const { id } = (made as unknown as { webhook: { id: string } }).webhook;
    const none = id.slice(0, -6) + NONE;
    const changes = ['PauseWebhook', 'ResumeWebhook', 'RotateWebhookSecret', 'DeleteWebhook'];
    for (const name of [...changes, 'TestWebhook']) {
      await provoke(name, { webhookId: none }, 'WebhookNotFound');
      await conflict(name, { webhookId: none }, { webhookId: id });
    }
    await provoke('ResumeWebhook', { webhookId: id }, 'InvalidTransition');
    await admin.send('PauseWebhook', { webhookId: id });
    await provoke('PauseWebhook', { webhookId: id }, 'InvalidTransition');
    const from = '2026-01-01T00:00:00Z';
    await provoke('ReplayWebhook', { webhookId: none, from }, 'WebhookNotFound');
    await conflict('ReplayWebhook', { webhookId: id, from }, { from: '2026-01-02T00:00:00Z' });
    const deliveryIds = [deliveryId(readWebhookId(id), { position: 1n, index: 0 })];
    await provoke('ReplayWebhook', { webhookId: id, deliveryIds }, 'DeliveryNotFound');
  });
}
