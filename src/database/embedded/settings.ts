import { EmbeddedPostgresError } from './error.js';

/** A wallet ledger on a small machine: many small commits, little memory, nothing given up for speed. */
const DEFAULTS: Readonly<Record<string, string>> = {
  max_connections: '200',
  shared_buffers: '256MB',
  // Durability is the point: both are defaults, said here because everything rests on them.
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
  // The log says what failed, not with whose data.
  log_min_error_statement: 'panic',
  cluster_name: 'onebook',
};

/** What the supervisor itself decides. */
const RESERVED = [
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
 * Checks settings that are to be added to or to replace ours.
 * @throws EmbeddedPostgresError that names the setting that is not for callers
 */
export function checkSettings(settings: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(settings)) {
    if (!/^[a-z][a-z0-9_.]*$/.test(name)) {
      throw new EmbeddedPostgresError(`"${name}" is not the name of a PostgreSQL setting`);
    }
    if (RESERVED.includes(name)) {
      throw new EmbeddedPostgresError(
        `the setting ${name} is the embedded PostgreSQL's own: leave it out, or use DATABASE_URL`,
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
    ...DEFAULTS,
    ...settings,
    port: String(port),
    listen_addresses: '127.0.0.1',
    // A socket's path may hold 107 bytes and no more: a long directory would keep it from starting.
    unix_socket_directories: '',
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
