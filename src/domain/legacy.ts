import { GATEWAY_PREFIX } from './owner-id.js';

/** Who initiates the transactions that an adopted system's own statements make. No token can have this `sub`. */
export const LEGACY = `${GATEWAY_PREFIX}legacy`;

/** The details of an ADJUSTMENT that a legacy system made: one that the book shadows, or has adopted. */
export interface LegacyDetails {
  readonly direction: 'CREDIT' | 'DEBIT';
  /** The column, as the mapping names it. */
  readonly legacy: string;
  /** Of an adopted system alone: the statement, with its constants as `$?`, and the `application_name` of its session. */
  readonly statement?: string;
  readonly application?: string;
}
