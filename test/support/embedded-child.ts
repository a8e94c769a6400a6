/*
 * A process of its own that starts the embedded PostgreSQL in the directory given, says so on
 * standard output (one JSON line), and then waits to be killed, or to be told "stop".
 */
import { startEmbeddedPostgres } from '../../src/database/embedded/index.js';

const [directory = ''] = process.argv.slice(2);
const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);
const log = {
  info: (message: string) => say({ info: message }),
  warn: (message: string) => say({ warn: message }),
  error: (message: string) => say({ error: message }),
};

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));

try {
  const postgres = await startEmbeddedPostgres({ directory, log, signal: interrupted.signal });
  say({ url: postgres.url });
  process.stdin.once('data', () => {
    void postgres.stop().then(() => process.exit(0));
  });
} catch (error) {
  say({ failed: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
