import { GATEWAY_PREFIX } from './owner-id.js';

/**
 * The caller of everything that an import writes. What it writes has no idempotency key: the book refuses a second
 * wallet of one owner, currency and name, and a second opening of one wallet.
 */
export const IMPORTER = `${GATEWAY_PREFIX}import`;

/**
 * Which part of an imported balance an opening carries: all of it; what was there before the first line of the history;
 * or what the history leaves unexplained after its last line.
 */
export const OPENING_PARTS = ['WHOLE', 'BEFORE_HISTORY', 'AFTER_HISTORY'] as const;
export type OpeningPart = (typeof OPENING_PARTS)[number];

/** The details of an OPENING_BALANCE. Only one AFTER_HISTORY can be a DEBIT. */
export interface OpeningDetails {
  /** The source's name in the mapping, and its row in the words of that source, such as "line 7". */
  readonly origin: { readonly source: string; readonly row: string };
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly part: OpeningPart;
}
