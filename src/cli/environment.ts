import { readConfig, type Config } from '../config/index.js';
import { dataHome } from '../database/index.js';

/** Reads the same environment as the gateway. */
export function environment(): Config {
  return readConfig(process.env, dataHome);
}

/** Prints progress to standard error, because standard output carries the command's result. */
export const progressLog = {
  info: printProgress,
  warn: printProgress,
  error: printProgress,
};

function printProgress(message: string): void {
  process.stderr.write(`${message}\n`);
}
