import type { TestBook } from '../support/book.js';
import type { Asker } from '../support/graphql.js';
import type { Provoker } from '../support/provoker.js';
import { provokeRefusalsOfAlerts } from './refusals-of-alerts.js';
import { provokeRefusalsOfSchedules } from './refusals-of-schedules.js';
import { provokeRefusalsOfWebhooks } from './refusals-of-webhooks.js';

/** Provokes every refusal of the mutations that are about schedules, monitors, alerts and webhooks. */
export function provokeRefusalsOfOperations(
  provoker: Provoker,
  admin: Asker,
  at: () => TestBook,
): void {
  provokeRefusalsOfSchedules(provoker, admin);
  provokeRefusalsOfAlerts(provoker, admin, at);
  provokeRefusalsOfWebhooks(provoker, admin);
}
