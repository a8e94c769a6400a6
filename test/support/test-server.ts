import { Client } from 'pg';

/** The PostgreSQL of the run, as scripts/lib/jest starts it. */
function serverUrl(): URL {
  return new URL(fromSetUp('ONEBOOK_TEST_SERVER'));
}

/** The directory of the run, which its end removes. */
export const runDirectory = (): string => fromSetUp('ONEBOOK_TEST_DIRECTORY');

export function fromSetUp(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with \`npm test\``);
  return value;
}

/** The owner's URL of a database of the server. */
export function urlOf(database: string): string {
  const url = serverUrl();
  url.pathname = `/${database}`;
  return url.href;
}

/** Works as a superuser of the server, outside the databases of the tests. */
export async function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl().href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Works while no other test file of the run does anything under this name. */
export async function alone<T>(name: string, work: (client: Client) => Promise<T>): Promise<T> {
  return asOwner(async (client) => {
    // Held until the connection ends.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    return work(client);
  });
}
