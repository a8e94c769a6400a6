import { Book1764000000001 } from './1-book.js';

/** All migrations, oldest first. */
export const migrations = [Book1764000000001];
