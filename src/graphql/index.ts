/* Resolvers, loaders, payloads. Translates between the API and the book; decides nothing. */
// inputs/ reads what clients send; answers/ says from where each answer is read.
export { type ContextFactory, createContextFactory } from './context.js';
export { asClientError } from './client-errors.js';
export { badInput, forbidden, walletNotFound } from './errors.js';
export { eventId, readWalletId, SHOWN_IDS, transactionId, walletId } from './ids.js';
export { eventData } from './resolvers/log.js';
export { zoneName } from './inputs/text-inputs.js';
export { Loaders } from './loaders.js';
export { parsedBound } from './scalars/date-or-date-time.js';
export { MAX_LINES } from './inputs/inputs.js';
export { readScheduled, type ReadMutation } from './inputs/scheduled-mutation.js';
export { buildSchema } from './schema.js';
export { UnsetInputs } from './inputs/unset-inputs.js';
