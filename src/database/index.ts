/* Connections, transactions, snapshots, the listener, migrations. Knows no table. */
export {
  type Database,
  connectDatabase,
  connectForReading,
  connectForWriting,
  findOwner,
} from './connect.js';
export { type Fault, type FaultCause, faultOf } from './fault.js';
export { BulkConnection } from './bulk/bulk-connection.js';
export { connectionOf, copyIn, copyOut } from './bulk/copy.js';
export { escapeText, ForeignSnapshot } from './bulk/foreign-database.js';
export { type SqlFailure, type SqlResult, SqlSession } from './bulk/sql-session.js';
export {
  DatabaseSetupError,
  endedWhileIdle,
  isConnectionError,
  isTransient,
  isUnavailable,
  isUniqueViolation,
  sqlState,
} from './errors.js';
export { arrayColumn, column, type Insert, insertOf, insertRows } from './insert-rows.js';
export { findBooks, makeBook, migrate, takeBookLock } from './migrate.js';
export { makeGatewayRole } from './prepare-schema.js';
export type { StatementObserver } from './session/observed-client.js';
export { integers, timestamps, uuids } from './pg-arrays.js';
export { dataHome, isInstalled, packageVersion, projectRoot } from './project-root.js';
export { type KeyedRead, type KeyedValues, SharedSnapshot } from './shared-snapshot.js';
export { Snapshot } from './snapshot.js';
export {
  CommitUnknownError,
  inPipelinedTransaction,
  inRolledBackTransaction,
  inTransaction,
  NotCommittedError,
  type PipelinedTransaction,
  type Statement,
} from './transaction.js';
export { splitStatements } from './sql-statements.js';
export type { BookMigrations } from './migrate.js';
export type { BookRights } from './rights/book-rights.js';
export type { SessionLocks } from './session/session-locks.js';
export { startFailure } from './session/ground.js';
