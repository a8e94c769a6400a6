/* Resolvers, loaders, payloads. Translates between the API and the book; decides nothing. */
// inputs/ reads what clients send; answers/ says from where each answer is read.
export { type ContextFactory, createContextFactory } from './context.js';
export { asClientError } from './client-errors.js';
export { eventId, SHOWN_IDS } from './ids.js';
export { eventData } from './resolvers/log.js';
export { MAX_LINES } from './inputs/inputs.js';
export { readScheduled, type ReadMutation } from './inputs/scheduled-mutation.js';
export { buildSchema } from './schema.js';
export { UnsetInputs } from './inputs/unset-inputs.js';
