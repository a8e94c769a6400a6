/* Delivers events to the endpoints of others. Writes its own tables of deliveries; moves no money. */
export { DeliveryTable } from './delivery/delivery-table.js';
export { type DeliveryObserver, WebhookSender } from './delivery/sender-job.js';
export { faultInUrl } from './url.js';
export { requestDelivery } from './request-delivery.js';
export { webhookSecrets } from './key.js';
export { WebhookSecrets } from './secrets.js';
export type { Attempt } from './send.js';
export { Webhooks, type WebhooksOptions } from './webhooks.js';
