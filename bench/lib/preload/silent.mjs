// Preloaded (--import) into a gateway or a writer: removes NOTIFY from its commits. NOTIFY locks the whole server until
// the end of the commit, which slows twenty writers down more than one. A benchmark that compares the two omits it for
// the twenty, to their advantage. The statement remains: it builds the message but does not send it.
import { changeStatements } from './statements.mjs';

/** The start asks whether notifications arrive at all. */
const PROBE = /^SELECT pg_notify\('[^']*', ''\)$/;

changeStatements((text) => (PROBE.test(text) ? text : text.replace('pg_notify(', 'concat(')));
