/**
 * What a reconciliation can find. The SDL's enum `FindingCode` has the same values.
 * - BOOK_CONTRADICTION: rows of the book contradict each other.
 * - BOOK_GUARD: a guard of the book is not as the migrations made it.
 * - BOOK_UNREADABLE: a part of the book could not be read or checked.
 */
export type FindingCode = 'BOOK_CONTRADICTION' | 'BOOK_GUARD' | 'BOOK_UNREADABLE';
