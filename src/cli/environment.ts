import { readConfig, type Config } from '../config/index.js';
import { projectRoot } from '../database/index.js';

/** The same environment that the gateway reads. */
export function environment(): Config {
  return readConfig(process.env, projectRoot);
}

/** What is done along the way goes to standard error: standard output is the command's answer. */
export const progressLog = {
  info: tell,
  warn: tell,
  error: tell,
};

function tell(message: string): void {
  process.stderr.write(`${message}\n`);
}
