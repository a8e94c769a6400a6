import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { fontsFolder } from './fonts-folder.js';

/** What all documents of the process keep together. Most statements need one file of 26 kB. */
const MAX_CACHE_BYTES = 8 * 1024 * 1024;

const cache = new LRUCache<string, Uint8Array>({
  maxSize: MAX_CACHE_BYTES,
  sizeCalculation: (content) => content.length,
});

/** The TrueType font in a file of dist/fonts/. */
export function readFontFile(file: string): Uint8Array {
  const cached = cache.get(file);
  if (cached !== undefined) return cached;
  const content = brotliDecompressSync(readFileSync(join(fontsFolder, file)));
  cache.set(file, content);
  return content;
}
