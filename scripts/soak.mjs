#!/usr/bin/env node
// npm run soak: the model tests at length, 500 runs each unless ONEBOOK_MODEL_RUNS says otherwise. Apart
// from npm test, which makes fewer. A failure prints the seed: ONEBOOK_MODEL_SEED runs it again.
process.env.ONEBOOK_MODEL_RUNS ||= '500';
process.argv.push('test/model/model', ...process.argv.splice(2));
await import('./test.mjs');
