#!/usr/bin/env node
// npm run soak: runs the model tests longer than npm test does: 500 runs each, or ONEBOOK_MODEL_RUNS.
// A failure prints its seed; ONEBOOK_MODEL_SEED repeats that run.
process.env.ONEBOOK_MODEL_RUNS ||= '500';
process.argv.push('test/model/model', ...process.argv.splice(2));
await import('./test.mjs');
