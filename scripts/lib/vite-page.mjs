import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { licenceTexts } from './licence-texts.mjs';
import { inRoot } from './project.mjs';

/**
 * Vite configuration for one of the project's pages: bundles the folder of its config into dist/, under
 * the same path. It is complete, so that no .env, PostCSS or Babel file outside has an effect.
 *
 * @param {string} configUrl `import.meta.url` of the page's vite.config.mjs
 * @param {import('vite').BuildOptions} build further options of this page
 * @returns {import('vite').InlineConfig}
 */
export function vitePage(configUrl, build = {}) {
  const folder = fileURLToPath(new URL('.', configUrl));
  return {
    root: folder,
    // A relative base, so that the page works under any path of a proxy.
    base: './',
    configFile: false,
    envDir: false,
    publicDir: false,
    css: { postcss: {} },
    plugins: [licenceTexts('LICENCES.txt')],
    build: {
      outDir: path.join(inRoot('dist'), path.relative(inRoot(), folder)),
      emptyOutDir: true,
      // A data: URI would need a weaker Content-Security-Policy than a file.
      assetsInlineLimit: 0,
      target: 'es2022',
      // Every browser that supports es2022 preloads modules by itself.
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      ...build,
    },
    clearScreen: false,
    logLevel: 'warn',
  };
}
