import type { DataSource } from 'typeorm';
import { createDataSource, type DataSourceOptions } from '../data-source.js';
import { OpenConnections } from '../typeorm-workarounds.js';

/** One connection to a book for work that reads or writes all of it, as the URL's own login. */
export class BulkConnection {
  private constructor(
    readonly source: DataSource,
    private readonly open: OpenConnections,
  ) {}

  /** @param name its purpose, as `pg_stat_activity` shows it */
  static async open(
    options: Pick<DataSourceOptions, 'url' | 'book' | 'name' | 'migrations'>,
  ): Promise<BulkConnection> {
    const open = new OpenConnections();
    const source = createDataSource({ ...options, connections: 1, open });
    await source.initialize();
    return new BulkConnection(source, open);
  }

  /**
   * Ends what runs, by ending the connection: the server rolls back. Nothing else ends a COPY whose rows are not read.
   */
  cut(): void {
    this.open.destroyAll();
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}
