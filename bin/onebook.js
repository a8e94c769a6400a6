#!/usr/bin/env node
// The onebook command. A working tree is built first. An installed package has only the built files.
import '../scripts/lib/require-node.mjs';
import { existsSync } from 'node:fs';

// npx and npm run put a shell in between and end that, not what runs in it. A gateway would go on without its terminal.
if (process.argv[2] === 'start' && process.env.npm_lifecycle_event !== undefined) {
  process.env.ONEBOOK_STARTED_BY = String(process.ppid);
  await import('../scripts/lib/stop-with-parent.mjs');
}

if (existsSync(new URL('../src/main.ts', import.meta.url)))
  await import('../scripts/lib/run-onebook.mjs');
else await import('../dist/programs/onebook.js');
