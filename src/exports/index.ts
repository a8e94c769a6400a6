/* Files of the book that are written while they are sent: statements, the general ledger. Reads alone. */
export type { ExportedFile, FileExport } from './exported-file.js';
export { fileExports } from './file-exports.js';
export {
  LEDGER_FORMATS,
  type LedgerFormatName,
  openGeneralLedger,
} from './ledger/general-ledger.js';
