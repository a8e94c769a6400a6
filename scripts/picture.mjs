#!/usr/bin/env node
// npm run picture: takes docs/example.png, a screenshot of the example page, in the page's own test.
// Run it after a visible change of the page; the usual test run takes no screenshot.
import './lib/require-node.mjs';
import './lib/stop-with-parent.mjs';
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
