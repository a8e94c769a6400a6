// Bundles playground/ into dist/playground. Needs no network, home directory or terminal.
import { build } from 'vite';
import config from '../playground/vite.config.mjs';

await build(config);
