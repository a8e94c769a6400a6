import { stringify } from 'csv-stringify/sync';

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Marks the file as UTF-8 for spreadsheets, which otherwise take it for the code page of the machine. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * Rows as CSV by RFC 4180. A text that a spreadsheet would take as a formula begins with an apostrophe; an amount such as
 * "-5.00" does not, so it stays a number.
 */
export function csvRows(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], {
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: {
      string: (value) => (NUMBER.test(value) ? { value, escape_formulas: false } : value),
    },
  });
}
