import { defineConfig } from 'vite';
import { vitePage } from '../../../../scripts/lib/vite-page.mjs';

export default defineConfig(vitePage(import.meta.url));
