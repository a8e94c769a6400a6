/* A whole book to one file, and back. Knows no table: the catalog names them. */
export { refuseExisting, whyNotWritten } from './archive-writer.js';
export { backupBook, type BackupReport, rowsIn } from './backup-book.js';
export type { Beside, RestoredShadow } from './beside.js';
export { checkBackup } from './archive-reader.js';
export type { BackupHead } from './format.js';
export { refuseNewerBackup, RestoredError, restoreBook, RUN_VERIFY } from './restore-book.js';
