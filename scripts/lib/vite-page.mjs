import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inRoot } from './project.mjs';

/**
 * How vite bundles one of our pages: the folder of its config into dist/, under the same path.
 * Everything stated and nothing looked for: no .env, PostCSS or Babel file outside has a say.
 *
 * @param {string} configUrl `import.meta.url` of the page's vite.config.mjs
 * @param {import('vite').BuildOptions} build what this page needs besides
 * @returns {import('vite').InlineConfig}
 */
export function vitePage(configUrl, build = {}) {
  const here = fileURLToPath(new URL('.', configUrl));
  return {
    root: here,
    // Relative, so that the page works under any path that a proxy gives it.
    base: './',
    configFile: false,
    envDir: false,
    publicDir: false,
    css: { postcss: {} },
    build: {
      outDir: path.join(inRoot('dist'), path.relative(inRoot(), here)),
      emptyOutDir: true,
      // A data: URI would need a wider Content-Security-Policy than a file.
      assetsInlineLimit: 0,
      target: 'es2022',
      // Every browser of es2022 preloads modules by itself.
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      ...build,
    },
    clearScreen: false,
    logLevel: 'warn',
  };
}
