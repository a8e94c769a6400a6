import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** An absolute path inside the project. */
export const inRoot = (...parts) => path.join(root, ...parts);

/** One line about what is going on. On stderr: the stdout of a command belongs to its result. */
export const say = (line) => process.stderr.write(`onebook: ${line}\n`);

/** An expected failure: its message is all that the user needs to see. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a command's main function; a `Stop` becomes one line and an exit code, a bug its stack. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    if (error instanceof Stop) say(error.message);
    else console.error(error);
    process.exitCode = error instanceof Stop ? error.exitCode : 1;
  }
}
