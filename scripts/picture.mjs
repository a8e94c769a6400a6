#!/usr/bin/env node
// npm run picture: docs/example.png, the example page as its own test sees it. Made when the page has
// changed its looks, and not in each run of the tests.
import './lib/require-node.mjs';
import { run, withChildrenEndedBySignals } from './lib/children.mjs';
import { inRoot, main } from './lib/project.mjs';

await main(() =>
  withChildrenEndedBySignals(async () => {
    const { code } = await run(
      [process.execPath, inRoot('scripts/test.mjs'), 'test/pages/example-page.test.ts'],
      { env: { ...process.env, ONEBOOK_PICTURE: inRoot('docs/example.png') } },
    );
    process.exitCode = code;
  }),
);
