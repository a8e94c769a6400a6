/* Several gateways behind one port: the first process starts the others, restarts them and ends them together. */
export { gatewayJobs } from './gateway-jobs.js';
export { tracingOf } from './tracing.js';
export { runGateways } from './first-process.js';
export { linkToFirstProcess, type GatewayLink } from './gateway-link.js';
export { shareOfLimits } from './share-of-limits.js';
export { prepareWebhooks, type GatewayWebhooks } from './webhooks.js';
