import { defineConfig } from 'vite';
import { vitePage } from '../scripts/lib/vite-page.mjs';
import { inRoot } from '../scripts/lib/project.mjs';

export default defineConfig({
  ...vitePage(import.meta.url),
  resolve: {
    // The sources of the client, so that the page needs no build of it.
    alias: [
      {
        find: '@onebook/client/react',
        replacement: inRoot('packages/client/src/react/index.ts'),
      },
      { find: '@onebook/client', replacement: inRoot('packages/client/src/index.ts') },
    ],
    dedupe: ['graphql', 'react', 'react-dom'],
  },
});
