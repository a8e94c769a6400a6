/* The work that the gateway starts by itself. Moves money only through movements. */
export { HoldExpiry } from './hold-expiry.js';
export type { Job } from './job.js';
export { ownJobs } from './own-jobs.js';
export { ReconciliationJob } from './reconciliation.js';
export { Schedules } from './schedules.js';
