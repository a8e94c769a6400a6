import pg from 'pg';
import { startEmbeddedPostgres } from '@onebook/embedded-postgres';
import { Child } from './processes/child.mjs';
import { loadTokens, startGateway, startRival, token } from './processes/servers.mjs';

export const log = { info: () => undefined, warn: console.warn, error: console.error };

const BOOKS = new URL('./processes/books.mjs', import.meta.url);
const LOAD = new URL('./load/load.mjs', import.meta.url);
/** Flags for Node: commits are not announced. */
export const SILENT = ['--import', new URL('./preload/silent.mjs', import.meta.url).href];
/** Flags for Node: reads of a response run without a common transaction. */
export const ALONE = ['--import', new URL('./preload/alone.mjs', import.meta.url).href];

/**
 * A PostgreSQL, its books, and the processes that work on them. Each book is a database of its own. A new one is a
 * copy of a template with 1,000 wallets and 10,000.00 USD in each.
 */
export class Testbed {
  /** Wallets of a new book: `id`, the GraphQL id, and `uuid`. */
  wallets = [];
  #servers = [];
  #children = [];
  #owners = new Set();
  #made = 0;

  /**
   * @param directory folder of PostgreSQL's files @param wallets number of wallets in a new book
   * @param busiest receives the most of a core that the load took, and for which measurement
   */
  static async open({ directory, wallets = 1_000, busiest = { share: 0 } }) {
    const testbed = new Testbed();
    testbed.busiest = busiest;
    testbed.postgres = await startEmbeddedPostgres({ directory, log });
    try {
      testbed.owner = new pg.Client({ connectionString: testbed.postgres.url });
      await testbed.owner.connect();
      testbed.server = (await testbed.owner.query('SHOW server_version')).rows[0].server_version;
      testbed.books = testbed.child();
      testbed.load = testbed.newLoad();
      testbed.token = await token('service', 'SERVICE');
      testbed.tokens = await loadTokens();
      await testbed.#makeTemplate(wallets);
      return testbed;
    } catch (error) {
      await testbed.close();
      throw error;
    }
  }

  /** Starts a process, by default one that works on books without HTTP. @param flags flags for Node */
  child(module = BOOKS, flags = []) {
    const child = new Child(module, flags);
    this.#children.push(child);
    return child;
  }

  /** Starts one more process that puts load on servers. */
  newLoad() {
    return this.child(LOAD);
  }

  async #makeTemplate(count) {
    await this.owner.query('DROP DATABASE IF EXISTS template WITH (FORCE)');
    await this.owner.query('CREATE DATABASE template');
    const url = this.urlOf('template');
    await this.books.ask('open', { name: 'template', url });
    this.wallets = await this.books.ask('fill', { name: 'template', count });
    await this.books.ask('close', { name: 'template' });
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    await owner.query('VACUUM (FREEZE, ANALYZE)');
    await owner.end();
  }

  urlOf(database) {
    const url = new URL(this.postgres.url);
    url.pathname = database;
    return url.href;
  }

  /** Creates a book. */
  async newBook() {
    const name = `book_${(this.#made += 1)}`;
    await this.owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await this.owner.query(`CREATE DATABASE ${name} TEMPLATE template`);
    return this.bookOf(name, this.urlOf(name));
  }

  /** Connects to an existing book. */
  async bookOf(name, url) {
    const owner = new pg.Client({
      connectionString: url,
      options: '-c search_path=book,pg_temp',
    });
    await owner.connect();
    this.#owners.add(owner);
    return { name, url, owner };
  }

  async dropBook({ name, owner }) {
    this.#owners.delete(owner);
    await owner.end();
    await this.owner.query(`DROP DATABASE ${name} WITH (FORCE)`);
  }

  /** Creates an empty database. @returns its URL */
  async newDatabase(kind) {
    const name = `${kind}_${(this.#made += 1)}`;
    await this.owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await this.owner.query(`CREATE DATABASE ${name}`);
    return this.urlOf(name);
  }

  /** Starts a gateway for a book. @param options as for `startGateway` */
  async gateway({ url }, options) {
    return this.#keep(await startGateway({ databaseUrl: url, ...options }));
  }

  /** Starts a program of bench/rivals. */
  async rival(name, url) {
    return this.#keep(await startRival(name, url));
  }

  #keep(server) {
    this.#servers.push(server);
    return server;
  }

  /** Notes how busy the load was during a measurement. */
  noteLoad(what, { loadCpu, done, seconds }) {
    const share = (loadCpu * done) / seconds / 1e6;
    if (share > this.busiest.share) Object.assign(this.busiest, { share, cpu: loadCpu, what });
  }

  /** Checks every row of a book. @returns the report, with `seconds` @throws with the findings if it has errors */
  async verify({ name, url }) {
    await this.books.ask('open', { name, url });
    const report = await this.books.ask('verify', { name });
    await this.books.ask('close', { name });
    if (!report.healthy) throw new Error(`the book has errors: ${JSON.stringify(report.findings)}`);
    return report;
  }

  /** Stops all servers before the next row. */
  async endServers() {
    await Promise.all(this.#servers.splice(0).map((server) => server.end()));
  }

  /** Kills the children, so that every pending request to them fails. */
  async endChildren() {
    await Promise.all(this.#children.map((child) => child.end()));
  }

  async close() {
    await this.endChildren();
    await this.endServers();
    // PostgreSQL does not stop while a client is connected.
    await Promise.all([...this.#owners].map((owner) => owner.end()));
    await this.owner?.end();
    await this.postgres.stop();
  }
}
