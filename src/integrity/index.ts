/* The check of the whole book, in SQL. Trusts nothing above the domain. */
export { AnchorError, readSealed as readAnchorHeader } from './anchor/format.js';
export { checkGuards } from './guards/check-guards.js';
export type { Guards } from './guards/read-guards.js';
export { type AnchorUse, verifyAll } from './verify-all.js';
export {
  type Finding,
  findWrongReference,
  type IntegrityReport,
  MAX_FINDINGS,
  type ReportProgress,
} from './verify-book.js';
