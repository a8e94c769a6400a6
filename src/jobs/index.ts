/* The work that the gateway starts by itself. Moves money only through movements. */
export { Attempts } from './attempts.js';
export type { Job } from './job.js';
export { ownJobs } from './own-jobs.js';
export { Repeated } from './repeated.js';
export { shuffled } from './shuffled.js';
export { ReconciliationJob } from './reconciliation.js';
