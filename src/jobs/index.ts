/* The work that the gateway starts by itself. Moves money only through movements. */
export { HoldExpiry } from './hold-expiry.js';
export { ReconciliationJob } from './reconciliation.js';
