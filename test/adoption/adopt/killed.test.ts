import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { useBook } from '../../support/book.js';
import { onebook, OnebookCommand } from '../../support/onebook-command.js';
import { createLegacy, OPERATIONS, USERS } from '../legacy/two-balance-columns.js';

const at = useBook();
const KILLS = Number(process.env['ONEBOOK_ADOPTION_KILLS'] ?? '6');
/** About as long as a command takes. */
const LONGEST_MS = 1_500;

const MAPPING = `currency: USD
sources:
  - {name: users.balance, postgres: {table: legacy.users}, owner: id, amount: balance}
  - {name: users.wallet_balance, postgres: {table: legacy.users}, owner: id, amount: wallet_balance}
adopt: {drop: [], keep: [run_earnings]}
`;

const folder = await mkdtemp(join(tmpdir(), 'onebook-'));
const file = join(folder, 'mapping.yml');
await writeFile(file, MAPPING);
afterAll(() => rm(folder, { recursive: true }));

const environment = () => ({ DATABASE_URL: at.database.url, BOOK: 'book' });

/** They are killed one after the other, and again: what one leaves is there for the next. */
const COMMANDS = [
  ['import', '--mapping', file],
  ['shadow', 'start', '--mapping', file],
  ['adopt', '--yes', '--mapping', file],
  ['adopt', '--undo', '--yes', '--mapping', file],
  ['shadow', 'stop', '--mapping', file],
];

/** The old application, which goes on. Both columns change alike, so it means the same before and after an adoption. */
class OldApplication {
  /** Cents, by user. */
  readonly expected = new Map(USERS.map(([id, balance]) => [id, Number(balance) * 100]));
  #isDone = false;
  #working: Promise<void> | undefined;

  start(client: Client): void {
    this.#working = this.#work(client);
  }

  async stop(): Promise<void> {
    this.#isDone = true;
    await this.#working;
  }

  async #work(client: Client): Promise<void> {
    for (let n = 0; !this.#isDone; n += 1) {
      const [user] = USERS[n % USERS.length] ?? USERS[0] ?? [0];
      await OPERATIONS.depositApproval(client, user, '1.00');
      this.expected.set(user, (this.expected.get(user) ?? 0) + 100);
      await delay(5);
    }
  }
}

test(`${KILLS} times SIGKILL during import, shadow and adopt lose nothing and double nothing`, async () => {
  await createLegacy(at.owner);
  const client = new Client({ connectionString: at.database.url, application_name: 'game-server' });
  await client.connect();
  const application = new OldApplication();
  application.start(client);
  let killed = 0;
  for (let n = 0; killed < KILLS; n += 1) {
    const command = OnebookCommand.start(environment(), ...(COMMANDS[n % COMMANDS.length] ?? []));
    const ended = command.ended();
    const first = await Promise.race([ended, delay(Math.random() * LONGEST_MS, 'kill' as const)]);
    if (first === 'kill') {
      command.kill('SIGKILL');
      killed += 1;
    }
    await ended;
  }
  // The connection of a killed command ends with its statement.
  const finished = async (...args: string[]): Promise<void> => {
    const { code, output } = await onebook(environment(), ...args, '--mapping', file);
    if (code === 2) expect(output).toMatch(/is adopted since|is a view/);
    else expect([0, 1]).toContain(code);
  };
  await finished('import');
  await finished('adopt', '--yes');
  await application.stop();
  const { rows } = await client.query(
    'SELECT id, balance, wallet_balance FROM legacy.users ORDER BY id',
  );
  expect(rows).toEqual(
    [...application.expected].map(([id, cents]) => {
      const balance = (cents / 100).toFixed(2);
      return { id, balance, wallet_balance: balance };
    }),
  );
  await client.end();
});
