import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { vitePage } from '../../scripts/lib/vite-page.mjs';

const page = (name) => fileURLToPath(new URL(`./${name}/index.html`, import.meta.url));

export default defineConfig(
  vitePage(import.meta.url, { rolldownOptions: { input: ['apollo', 'urql', 'relay'].map(page) } }),
);
