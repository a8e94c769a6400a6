import type { EventType } from '../../domain/index.js';
import { movement } from '../movement.js';

export interface CreateWebhookInput {
  readonly url: string;
  /** None: all types. */
  readonly types: readonly EventType[];
  /** It has been validated. */
  readonly selection: string | undefined;
  readonly description: string | undefined;
}

/** Creates a webhook. Its events are those after this commit. */
export const createWebhook = movement<CreateWebhookInput>({
  name: 'createWebhook',
  act: 'anyone',
  locks: () => ({}),
  decide({ url, types, selection, description }, by, state) {
    const id = state.newId();
    return {
      newWebhook: {
        ...{ id, url, types, selection: selection ?? null, description: description ?? null },
        ...{ createdBy: by.id, createdAt: state.now, status: 'ACTIVE' },
        ...state.settings.newWebhookSecret(id),
        ...{ secretVersion: 1, oldSecret: null, oldSecretKey: null, oldUntil: null },
        ...{ changedBy: null, changedAt: null },
      },
      affected: { webhookId: id, webhookSecret: 1 },
    };
  },
});
