/* Environment variables become one validated configuration. Imports only zod. */
export { type Config, readConfig } from './config.js';
