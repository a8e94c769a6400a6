import { runImport } from '../../../src/adoption/index.js';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';

/** Opens a wallet for each owner of the first source, with its balance. */
export async function importLegacy(url: string, mapping: Mapping): Promise<void> {
  await runImport(
    {
      // Its text is hashed, and this file has one.
      ...{
        mapping: { ...mapping, file: import.meta.filename },
        url,
        book: 'book',
        sessions: 1,
        dryRun: false,
      },
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
    () => Promise.resolve(),
  );
}
