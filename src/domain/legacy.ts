import { GATEWAY_PREFIX } from './owner-id.js';

/** Who initiates the transactions that an adopted system's own statements make. No token can have this `sub`. */
export const LEGACY = `${GATEWAY_PREFIX}legacy`;
