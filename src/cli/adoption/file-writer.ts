import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { whyNotWritten } from '../../backup/index.js';
import type { Write } from '../../adoption/index.js';

/** A file on its way. It appears under its name once it is whole. */
export interface Page {
  readonly write: Write;
  end(): Promise<void>;
  /** Removes what is there, unless it was ended. */
  discard(): Promise<void>;
}

/** @throws Error that names the file if it cannot be written */
export async function fileWriter(file: string): Promise<Page> {
  const unfinished = `${file}.${process.pid}.unfinished`;
  const stream = createWriteStream(unfinished, { encoding: 'utf8' });
  const done = finished(stream);
  done.catch(() => undefined);
  await once(stream, 'open').catch((cause: unknown) => {
    throw new Error(whyNotWritten(file, unfinished, cause), { cause });
  });
  return {
    write: async (text) => {
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done]);
    },
    end: async () => {
      stream.end();
      await done;
      await rename(unfinished, file);
    },
    discard: async () => {
      stream.destroy();
      await rm(unfinished, { force: true });
    },
  };
}
