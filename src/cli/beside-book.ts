import {
  adoptedTables,
  endRestoredShadow,
  followRestoredBook,
  hasAdopted,
  makeShadow,
  shadowState,
} from '../adoption/index.js';
import type { Beside } from '../backup/index.js';
import { shadowSchema } from '../reader/index.js';

/** What `onebook backup` and `onebook restore` need to know of the schemas beside a book. */
export function besideBook(book: string): Beside {
  return {
    shadow: {
      schema: shadowSchema(book).name,
      state: (sql) => shadowState(sql, book),
      make: (sql) => makeShadow(sql, book),
      end: (sql, at) => endRestoredShadow(sql, book, at),
      followAgain: (sql) => followRestoredBook(sql, book),
    },
    hasAdopted: (sql) => hasAdopted(sql, book),
    adoptedTables: (sql) => adoptedTables(sql, book),
  };
}
