/* The check of the whole book, in SQL. Trusts nothing above the domain. */
export {
  type Finding,
  type IntegrityReport,
  MOST_FINDINGS,
  type Progress,
  verifyBook,
} from './verify-book.js';
