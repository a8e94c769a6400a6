import type { Book } from '../book/index.js';
import type { FileExport } from './exported-file.js';
import { generalLedgerFiles } from './ledger/files.js';
import { statementFiles } from './statement/files.js';

/** All files of a book. @param bookOf the book, once it is open */
export function fileExports(bookOf: () => Book): FileExport[] {
  return [statementFiles(bookOf), generalLedgerFiles(bookOf)];
}
