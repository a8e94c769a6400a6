#!/usr/bin/env node
// npm run soak: runs at length what npm test runs shortly: the model tests (500 runs each, or ONEBOOK_MODEL_RUNS), kill -9 of
// the gateway and of PostgreSQL under load (30 times each, or ONEBOOK_KILLS), and answers that are compared with the book
// (10,000, or ONEBOOK_ANSWERS). A failure of the model prints its seed; ONEBOOK_MODEL_SEED repeats that run.
process.env.ONEBOOK_MODEL_RUNS ||= '500';
process.env.ONEBOOK_KILLS ||= '30';
process.env.ONEBOOK_ANSWERS ||= '10000';
const own = process.argv.splice(2);
const files = ['test/model/model', 'test/server/faults', 'test/reader/rounds/rounds.test'];
process.argv.push(...(own.some((arg) => !arg.startsWith('-')) ? [] : files), ...own);
await import('./test.mjs');
