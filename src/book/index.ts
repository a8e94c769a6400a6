/* One book: its write path, its read path and its check, opened together. */
export { openBook, type Book, type BookOptions } from './book.js';
