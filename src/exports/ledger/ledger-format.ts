import type { GeneralLedger, LedgerPeriod } from '../../reader/index.js';

/** What a file of a general ledger says of itself. */
export interface LedgerHead extends LedgerPeriod {
  readonly timeZone: string;
}

/** The pieces of a file. They are read while they are taken. */
export type LedgerFormat = (
  head: LedgerHead,
  ledger: Pick<GeneralLedger, 'openings' | 'entries' | 'closings'>,
) => AsyncGenerator<string>;
