import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** An absolute path inside the project. */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Prints one line of progress to stderr, because stdout carries the result of a command. */
export const say = (line) => process.stderr.write(`onebook: ${line}\n`);

/** An expected failure. The user needs to see only its message. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a command's main function. Prints a `Stop` as one line and any other error with its stack. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    if (error instanceof Stop) say(error.message);
    else console.error(error);
    process.exitCode = error instanceof Stop ? error.exitCode : 1;
  }
}
