import { REPLACEMENT } from '../fonts/document-fonts.js';

/** Ends of lines and tabs: one paragraph is one run of text. */
const BLANKS = /[\t\n\v\f\r\u001c-\u001f\u0085\u2028\u2029]+/g;
const CONTROLS = /\p{Cc}|\p{Cs}/gu;
/** Soft hyphens and characters of no width that neither join nor set a direction. */
const UNSEEN = /[\u00ad\u200b\u2060-\u2064\ufeff]/g;
/** What sets a direction. The bidirectional algorithm needs it, and no font shows it. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text as one paragraph, with a visible sign for each control character. */
export function asParagraph(text: string): string {
  return text.replace(BLANKS, ' ').replace(UNSEEN, '').replace(CONTROLS, REPLACEMENT);
}

export const withoutDirections = (text: string): string => text.replace(DIRECTIONS, '');
