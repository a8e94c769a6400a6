#!/usr/bin/env node
// npm run soak: runs at length what npm test runs shortly: the model tests (500 runs each, or ONEBOOK_MODEL_RUNS), kill -9 of
// the gateway and of PostgreSQL under load, and of a program that pays by the SDK (30 times each, or ONEBOOK_KILLS), answers
// that are compared with the book (10,000, or ONEBOOK_ANSWERS), events that readers on two gateways read while writers write
// (1,000,000, or ONEBOOK_EVENTS), and schedules of faults that the SDK meets (1,000, or
// ONEBOOK_SDK_SCHEDULES). A failure of the model or of a schedule prints its seed; ONEBOOK_MODEL_SEED and ONEBOOK_SDK_SEED
// repeat that run.
process.env.ONEBOOK_MODEL_RUNS ||= '500';
process.env.ONEBOOK_KILLS ||= '30';
process.env.ONEBOOK_ANSWERS ||= '10000';
process.env.ONEBOOK_EVENTS ||= '1000000';
process.env.ONEBOOK_SDK_SCHEDULES ||= '1000';
const own = process.argv.splice(2);
const files = [
  ...['test/model/model', 'test/server/faults', 'test/reader/rounds/rounds.test'],
  ...['test/log/gateways', 'test/sdk/faults', 'test/sdk/process'],
];
process.argv.push(...(own.some((arg) => !arg.startsWith('-')) ? [] : files), ...own);
await import('./test.mjs');
