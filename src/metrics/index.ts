/* Prometheus metrics. Observes the other layers; none of them asks it for a decision. */
export { createAlertMetrics } from './alert-metrics.js';
export { createAttemptMetrics } from './attempt-metrics.js';
export { countedFigures } from './counted-figures.js';
export { createLedgerMetrics } from './ledger-metrics.js';
export { createLiveMetrics } from './live-metrics.js';
export {
  type Metrics,
  createMetrics,
  observeDeliveries,
  observeRunningOperations,
  observeTrustedDocuments,
} from './metrics.js';
export { createWebhookMetrics } from './webhook-metrics.js';
export { createReconciliationMetrics } from './reconciliation-metrics.js';
export { createMonitoringMetrics } from './monitoring-metrics.js';
