import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Write } from '../../adoption/index.js';

/** Writes a file that appears under its name only once it is whole. @throws the error of the file system */
export async function fileWriter(
  file: string,
): Promise<{ readonly write: Write; end(): Promise<void> }> {
  const unfinished = `${file}.${process.pid}.unfinished`;
  const stream = createWriteStream(unfinished, { encoding: 'utf8', flags: 'w' });
  await once(stream, 'open');
  const done = finished(stream);
  done.catch(() => undefined);
  return {
    write: async (text) => {
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done]);
    },
    end: async () => {
      stream.end();
      try {
        await done;
        await rename(unfinished, file);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
  };
}
