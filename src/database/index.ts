/* Connections, transactions, snapshots, the listener, migrations. Knows no table. */
export { type Database, connectDatabase, connectForReading, findOwner } from './connect.js';
export { type Fault, type FaultCause, faultOf } from './fault.js';
export { isConnectionError, isTransient, isUnavailable, isUniqueViolation } from './errors.js';
export { column, insertOf, insertRows } from './insert-rows.js';
export { migrate } from './migrate.js';
export { integers, timestamps, uuids } from './pg-arrays.js';
export { projectRoot } from './project-root.js';
export { Snapshot } from './snapshot.js';
export { CommitUnknownError, NotCommittedError, inTransaction } from './transaction.js';
export { splitStatements } from './sql-statements.js';
export type { BookMigrations } from './migrate.js';
export type { BookRights } from './rights/book-rights.js';
