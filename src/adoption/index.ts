/* Brings a drifted system over: import, shadow, adopt, reconcile. Moves money only through the ledger. */
export type { BalanceSource, HistoryMapping, Mapping, Origin, Value } from './mapping/mapping.js';
export { LegacyFollower } from './shadow/legacy-follower.js';
export { readShadowReport, type ShadowReport } from './shadow/read-drift.js';
export { type DigitsOf, reportAsJson, reportAsText } from './shadow/report-text.js';
export { shadowSchema } from './shadow/shadow-schema.js';
export { ShadowError } from './shadow/shadowed-table.js';
export { startShadow, type StartedShadow, stopShadow } from './shadow/start-shadow.js';
