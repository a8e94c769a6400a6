import { defineConfig } from 'vite';
import { vitePage } from '../scripts/lib/vite-page.mjs';
import { readPermissions } from './permissions.mjs';

/** Drops warnings about directives such as "use client", because a hundred of them would hide a real one. */
function withoutDirectives(level, log, next) {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log);
}

export default defineConfig({
  ...vitePage(import.meta.url, {
    // The editor is one large chunk that loads late.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { onLog: withoutDirectives },
  }),
  // graphql fails if it is loaded twice.
  resolve: { dedupe: ['graphql', 'react', 'react-dom', 'monaco-editor'] },
  worker: { format: 'es' },
  define: { PERMISSIONS: JSON.stringify(readPermissions()) },
});
