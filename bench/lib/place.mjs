import pg from 'pg';
import { startEmbeddedPostgres } from '@onebook/embedded-postgres';
import { Child } from './child.mjs';
import { GatewayProcess, token } from './gateway-process.mjs';

export const log = { info: () => undefined, warn: console.warn, error: console.error };

const BOOKS = new URL('./books.mjs', import.meta.url);
const LOAD = new URL('./load/load.mjs', import.meta.url);
/** Preloaded into whoever commits without announcing it. */
export const SILENT = ['--import', new URL('./preload/silent.mjs', import.meta.url).href];
/** Preloaded into whoever reads without a transaction around the reads of a response. */
export const ALONE = ['--import', new URL('./preload/alone.mjs', import.meta.url).href];

/**
 * A PostgreSQL, its books, and the processes that work on them. Every book is a database of its own that begins as a
 * copy of one: 1,000 wallets with 10,000.00 USD each.
 */
export class Place {
  /** Wallets of each new book, by their GraphQL ids and by their UUIDs. */
  wallets = [];
  #gateways = [];
  #children = [];
  #owners = new Set();
  #made = 0;

  /** @param directory where PostgreSQL keeps its files @param wallets of each new book */
  static async open({ directory, wallets = 1_000 }) {
    const place = new Place();
    place.postgres = await startEmbeddedPostgres({ directory, log });
    try {
      place.owner = new pg.Client({ connectionString: place.postgres.url });
      await place.owner.connect();
      place.server = (await place.owner.query('SHOW server_version')).rows[0].server_version;
      place.books = place.child();
      place.load = place.child(LOAD);
      place.token = await token('service', 'SERVICE');
      await place.#makeTemplate(wallets);
      return place;
    } catch (error) {
      await place.close();
      throw error;
    }
  }

  /** A process that works on books without HTTP. @param flags Node's */
  child(module = BOOKS, flags = []) {
    const child = new Child(module, flags);
    this.#children.push(child);
    return child;
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

  /** A new book. */
  async newBook() {
    const name = `book_${(this.#made += 1)}`;
    await this.owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await this.owner.query(`CREATE DATABASE ${name} TEMPLATE template`);
    return this.bookOf(name, this.urlOf(name));
  }

  /** A book that is there. */
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

  /** A gateway of a book. */
  async gateway(book, { environment, flags } = {}) {
    const gateway = await GatewayProcess.start({ databaseUrl: book.url, environment, flags });
    this.#gateways.push(gateway);
    return gateway;
  }

  /** Checks every row of a book. @returns seconds it took @throws with what is wrong */
  async verify({ name, url }) {
    await this.books.ask('open', { name, url });
    const report = await this.books.ask('verify', { name });
    await this.books.ask('close', { name });
    if (!report.healthy)
      throw new Error(`the book is not sound: ${JSON.stringify(report.findings)}`);
    return report;
  }

  /** Ends the gateways, for the next row. */
  async endGateways() {
    await Promise.all(this.#gateways.splice(0).map((gateway) => gateway.end()));
  }

  /** Ends whoever works, so that whatever is waited for fails. */
  async endChildren() {
    await Promise.all(this.#children.map((child) => child.end()));
  }

  async close() {
    await this.endChildren();
    await this.endGateways();
    // PostgreSQL goes on for whoever is still connected.
    await Promise.all([...this.#owners].map((owner) => owner.end()));
    await this.owner?.end();
    await this.postgres.stop();
  }
}
