/* The check of the whole book, in SQL. Trusts nothing above the domain. */
export {
  type Finding,
  type IntegrityReport,
  MAX_FINDINGS,
  type ReportProgress,
  verifyBook,
} from './verify-book.js';
