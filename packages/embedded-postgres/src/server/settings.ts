import { EmbeddedPostgresError } from '../errors.js';
import { memoryBytes } from '../system/memory.js';

/** For a wallet ledger: many small commits, and no safety traded for speed. */
const defaults: Readonly<Record<string, string>> = {
  max_connections: '200',
  // Durability is the point. These are PostgreSQL's defaults, repeated because everything rests on them.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Fewer, smoother checkpoints, and half the full-page images between them.
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

const MB = 1024 * 1024;

/**
 * The settings that follow from the memory of the machine. PostgreSQL takes the memory of its buffers as it comes to need
 * it, so many small servers fit one machine. Each page is written whole to the log after each checkpoint, and a large book
 * is changed all over: with more log between checkpoints that happens less often. The log is on the disk, so it is bounded
 * here; after a crash the server reads at most as much of it.
 */
export function settingsForMemory(bytes: number): Readonly<Record<string, string>> {
  const share = (part: number, least: number, most: number): string =>
    `${Math.min(Math.max(Math.floor(bytes / part / MB), least), most)}MB`;
  return {
    shared_buffers: share(8, 128, 2_048),
    // What the planner may expect to be cached, by PostgreSQL and by the kernel.
    effective_cache_size: share(2, 256, 1_024 * 1_024),
    max_wal_size: share(4, 2_048, 4_096),
  };
}

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
    ...settingsForMemory(memoryBytes()),
    ...settings,
    port: String(port),
    listen_addresses: '127.0.0.1',
    // A socket's path can have 107 bytes at most: a longer directory would keep the server from starting.
    unix_socket_directories: '',
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
