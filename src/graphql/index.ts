/* Resolvers, loaders, payloads. Translates between the API and the book; decides nothing. */
export { type ContextFactory, createContextFactory } from './context.js';
export { asClientError } from './client-errors.js';
export { MAX_LINES } from './inputs.js';
export { buildSchema } from './schema.js';
export { UnsetInputs } from './unset-inputs.js';
