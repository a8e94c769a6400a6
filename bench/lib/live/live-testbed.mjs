import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '@onebook/embedded-postgres';
import { walletId } from '../../../dist/src/graphql/ids.js';
import { askGateway } from '../load/open-wallets.mjs';
import { Child } from '../processes/child.mjs';
import { startGateway, token } from '../processes/servers.mjs';

const log = { info: () => undefined, warn: console.warn, error: console.error };

/** A PostgreSQL in a temporary folder, a gateway that can be restarted, and processes that put load on it. */
export class LiveTestbed {
  subscribers = new Child(new URL('./subscribers.mjs', import.meta.url));
  load = new Child(new URL('../load/load.mjs', import.meta.url));
  #gateway;

  static async create() {
    const testbed = new LiveTestbed();
    testbed.directory = await mkdtemp(path.join(tmpdir(), 'onebook bench '));
    testbed.postgres = await startEmbeddedPostgres({ directory: testbed.directory, log });
    testbed.owner = new pg.Client({
      connectionString: testbed.postgres.url,
      options: '-c search_path=book,pg_temp',
    });
    await testbed.owner.connect();
    testbed.server = (await testbed.owner.query('SHOW server_version')).rows[0].server_version;
    return testbed;
  }

  /** Stops the running gateway, if any, and starts a new one. @param flags flags for Node */
  async restart(subscriptions, flags = []) {
    await this.#gateway?.end();
    const environment = { SUBSCRIPTIONS_MAX: String(2 * subscriptions) };
    const databaseUrl = this.postgres.url;
    this.#gateway = await startGateway({ databaseUrl, environment, flags });
    this.url = this.#gateway.url;
  }

  get output() {
    return this.#gateway.output;
  }

  metric(name) {
    return this.#gateway.metric(name);
  }

  /** Opens wallets for the owners `name-0`, `name-1` … @returns for each its id and its owner's token */
  async openWallets(name, count) {
    const owners = Array.from({ length: count }, (_, index) => `${name}-${index}`);
    const service = await token('service', 'SERVICE');
    const ids = await this.load.ask('openWallets', { url: this.url, token: service, owners });
    return Promise.all(
      ids.map(async (id, index) => ({ id, token: await token(owners[index], 'MEMBER') })),
    );
  }

  /** Opens subscriptions, on the wallets in turn. @param together subscriptions per socket, all of one owner */
  async subscribe(wallets, subscriptions, together) {
    const planned = Array.from({ length: Math.ceil(subscriptions / together) }, (_, index) => {
      const { id, token } = wallets[index % wallets.length];
      return { token, wallets: Array.from({ length: together }, () => id) };
    });
    await this.subscribers.ask('open', {
      url: `${this.url.replace('http', 'ws')}/graphql`,
      planned,
    });
  }

  async unsubscribe() {
    await this.subscribers.ask('close');
    while ((await this.metric('onebook_subscriptions')) > 0) await delay(100);
  }

  /** Number of transfers in the book. */
  async transfers() {
    const { rows } = await this.owner.query(
      `SELECT count(*)::int AS count FROM transaction WHERE kind = 'TRANSFER'`,
    );
    return rows[0].count;
  }

  /** Moments of the entries since `at`, by wallet id, for `judge`. */
  async bookSince(at) {
    const { rows } = await this.owner.query(
      `SELECT a.wallet_id AS wallet, min(e.seq)::int AS first,
              array_agg((extract(epoch FROM e.created_at) * 1000)::float8 ORDER BY e.seq) AS at
         FROM entry e JOIN account a ON a.id = e.account_id
        WHERE a.kind = 'CASH' AND e.created_at > $1 GROUP BY a.wallet_id`,
      [at],
    );
    return new Map(rows.map(({ wallet, first, at }) => [walletId(wallet), { first, at }]));
  }

  /** Checks the whole book. @throws if it has errors */
  async verify() {
    const answer = await askGateway({
      url: this.url,
      token: await token('admin', 'ADMIN'),
      query: 'mutation { verifyIntegrity { healthy checkedEntries } }',
    });
    if (!answer.data?.verifyIntegrity.healthy)
      throw new Error(`the book has errors: ${JSON.stringify(answer)}`);
  }

  /** Kills the children, so that every pending request to them fails. */
  async endChildren() {
    await Promise.all([this.subscribers.end(), this.load.end()]);
  }

  async discard() {
    await this.endChildren();
    await this.#gateway?.end();
    await this.owner?.end();
    await this.postgres?.stop();
    await rm(this.directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
