// Preloaded (--import) into a gateway or a writer that is to commit without announcing it: NOTIFY takes one lock of
// the whole server until the end of the commit, which hampers twenty writers more than one. A benchmark that
// compares the two ways of committing leaves it out for the many, who are the stronger for it.
import { answerAtOnce } from './answer.mjs';

answerAtOnce((text) => text.startsWith('/* announce */'));
