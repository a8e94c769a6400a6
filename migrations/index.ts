import { Book1764000000001 } from './1-book.js';
import { Movements1764000000002 } from './2-movements.js';
import { Revocations1764000000003 } from './3-revocations.js';
import { Stripes1764000000004 } from './4-stripes.js';

/** All migrations, oldest first. */
export const migrations = [
  Book1764000000001,
  Movements1764000000002,
  Revocations1764000000003,
  Stripes1764000000004,
];
