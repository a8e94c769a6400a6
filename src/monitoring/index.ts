/* The figures of the last minute. Holds counts and durations, never money. */
export type { Figures } from './figures.js';
export { Monitoring } from './monitoring.js';
