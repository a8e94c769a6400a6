// Preloaded (--import) into a gateway or a writer that is to commit without announcing it: NOTIFY takes one lock of
// the whole server until the end of the commit, which hampers twenty writers more than one. A benchmark that
// compares the two ways of committing leaves it out for the many, who are the stronger for it. The statement stays,
// and puts the message together without sending it.
import { changeStatements } from './statements.mjs';

changeStatements((text) => text.replace('pg_notify(', 'concat('));
