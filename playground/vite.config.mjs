import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** "use client" and its like mean nothing in a bundle, and a hundred warnings would hide a real one. */
function withoutDirectives(level, log, next) {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log);
}

/** Everything stated and nothing looked for: no .env, PostCSS or Babel file outside has a say. */
export default defineConfig({
  root: here,
  // Relative, so that the page works under any path that a proxy gives it.
  base: './',
  configFile: false,
  envDir: false,
  publicDir: false,
  css: { postcss: {} },
  // graphql insists on being loaded once.
  resolve: { dedupe: ['graphql', 'react', 'react-dom', 'monaco-editor'] },
  build: {
    outDir: fileURLToPath(new URL('../dist/playground', import.meta.url)),
    emptyOutDir: true,
    // A data: URI would need a wider Content-Security-Policy than a file.
    assetsInlineLimit: 0,
    target: 'es2022',
    // Every browser of es2022 preloads modules by itself.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The editor is one large piece that is loaded late.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { onLog: withoutDirectives },
  },
  worker: { format: 'es' },
  clearScreen: false,
  logLevel: 'warn',
});
