import { defineConfig } from 'vite';
import { vitePage } from '../scripts/lib/vite-page.mjs';

/** "use client" and its like mean nothing in a bundle, and a hundred warnings would hide a real one. */
function withoutDirectives(level, log, next) {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log);
}

export default defineConfig({
  ...vitePage(import.meta.url, {
    // The editor is one large piece that is loaded late.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { onLog: withoutDirectives },
  }),
  // graphql insists on being loaded once.
  resolve: { dedupe: ['graphql', 'react', 'react-dom', 'monaco-editor'] },
  worker: { format: 'es' },
});
