/*
 * A process that starts the embedded PostgreSQL in the directory given, writes the URL to standard
 * output (one JSON line an event), and then waits for "stop" on standard input, or for a signal. It
 * imports the package by its name, as a user of the package does.
 */
import { startEmbeddedPostgres } from '@onebook/embedded-postgres';

const [directory = ''] = process.argv.slice(2);
const write = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const log = {
  info: (message) => write({ info: message }),
  warn: (message) => write({ warn: message }),
  error: (message) => write({ error: message }),
};

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));

try {
  const postgres = await startEmbeddedPostgres({ directory, log, signal: interrupted.signal });
  write({ url: postgres.url });
  process.stdin.once('data', () => {
    void postgres.stop().then(() => process.exit(0));
  });
} catch (error) {
  write({ failed: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
