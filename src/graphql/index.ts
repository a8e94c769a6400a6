/* Resolvers, loaders, payloads; `inputs/` reads what clients send, `answers/` says from where each answer is read. Translates between the API and the book; decides nothing. */
export { type ContextFactory, createContextFactory } from './context.js';
export { asClientError } from './client-errors.js';
export { MAX_LINES } from './inputs/inputs.js';
export { buildSchema } from './schema.js';
export { UnsetInputs } from './inputs/unset-inputs.js';
