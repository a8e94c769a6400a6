import { EmbeddedPostgresError } from '../errors.js';

/** For a wallet ledger on a small machine: many small commits, little memory, and no safety traded for speed. */
const defaults: Readonly<Record<string, string>> = {
  max_connections: '200',
  shared_buffers: '256MB',
  // Durability is the point. These are PostgreSQL's defaults, repeated because everything rests on them.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Fewer, smoother checkpoints, and half the full-page images between them.
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  checkpoint_timeout: '15min',
  wal_compression: 'pglz',
  random_page_cost: '1.1',
  // The binaries have no LLVM.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // The log tells what failed, but not the data of the statement.
  log_min_error_statement: 'panic',
  cluster_name: 'onebook',
};

/** Settings that the supervisor itself decides. */
const reservedSettings = [
  'port',
  'listen_addresses',
  'unix_socket_directories',
  'data_directory',
  'hba_file',
  'external_pid_file',
  'logging_collector',
  'log_destination',
];

/**
 * Checks the caller's settings.
 *
 * @throws EmbeddedPostgresError that names a setting that callers cannot change
 */
export function checkSettings(settings: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(settings)) {
    if (!/^[a-z][a-z0-9_.]*$/.test(name)) {
      throw new EmbeddedPostgresError(`"${name}" is not the name of a PostgreSQL setting`);
    }
    if (reservedSettings.includes(name)) {
      throw new EmbeddedPostgresError(
        `the setting ${name} is decided by the embedded PostgreSQL: leave it out, or use DATABASE_URL`,
      );
    }
  }
}

/** The server's command line after its data directory. */
export function serverArguments(
  port: number,
  settings: Readonly<Record<string, string>>,
): string[] {
  const all = {
    ...defaults,
    ...settings,
    port: String(port),
    listen_addresses: '127.0.0.1',
    // A socket's path can have 107 bytes at most: a longer directory would keep the server from starting.
    unix_socket_directories: '',
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
