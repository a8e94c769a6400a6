import { stringify } from 'csv-stringify/sync';

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Where a spreadsheet that separates by semicolons or tabs would begin a cell with a formula. */
const INNER_FORMULA = /([;\t])(?=[=+\-@])/g;

/**
 * Rows as CSV by RFC 4180. A text that a spreadsheet would take as a formula begins with an apostrophe, also within a cell behind a semicolon
 * or a tab, where other spreadsheets begin the next one; an amount such as
 * "-5.00" does not, so it stays a number.
 */
export function csvRows(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], {
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: {
      string: (value) =>
        NUMBER.test(value)
          ? { value, escape_formulas: false }
          : value.replace(INNER_FORMULA, "$1'"),
    },
  });
}
