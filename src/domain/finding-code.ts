/**
 * What a reconciliation can find. The SDL's enum `FindingCode` has the same values.
 * - BOOK_CONTRADICTION: rows of the book contradict each other.
 * - BOOK_GUARD: a guard of the book is not as the migrations made it.
 * - BOOK_UNREADABLE: a part of the book could not be read or checked.
 * - SOURCE_UNREADABLE: the mapping, a source or a statement could not be read or compared.
 * - ROW_UNREADABLE: a row of a source, or a line of a statement, could not be read.
 * - BALANCE_DIFFERS: the book has another cash than the first source.
 * - SOURCES_DISAGREE: two sources have other balances of one wallet.
 * - WALLET_MISSING_IN_BOOK, WALLET_MISSING_IN_SOURCE: the other side has it.
 * - LINE_WITHOUT_TRANSACTION, TRANSACTION_WITHOUT_LINE: of a statement.
 * - AMOUNT_DIFFERS, DATE_DIFFERS: a line and its transaction have others, by more than the tolerance.
 * - REFERENCE_TWICE: several lines, or several transactions, of one kind and currency have one reference.
 * - FINDINGS_LEFT_OUT: what was compared has more findings than are listed.
 */
export type FindingCode =
  | 'BOOK_CONTRADICTION'
  | 'BOOK_GUARD'
  | 'BOOK_UNREADABLE'
  | 'SOURCE_UNREADABLE'
  | 'ROW_UNREADABLE'
  | 'BALANCE_DIFFERS'
  | 'SOURCES_DISAGREE'
  | 'WALLET_MISSING_IN_BOOK'
  | 'WALLET_MISSING_IN_SOURCE'
  | 'LINE_WITHOUT_TRANSACTION'
  | 'TRANSACTION_WITHOUT_LINE'
  | 'AMOUNT_DIFFERS'
  | 'DATE_DIFFERS'
  | 'REFERENCE_TWICE'
  | 'FINDINGS_LEFT_OUT';
