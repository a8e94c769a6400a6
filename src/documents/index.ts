/* Trusted documents: their canonical form, their table, and what a gateway knows of them. Executes none. */
export { type AddedDocuments, DocumentConflict, DocumentTable } from './document-table.js';
export { fingerprintOf, sha256 } from './fingerprint.js';
export { followDocuments, TAKES_EFFECT_WITHIN_SECONDS } from './follow-documents.js';
export { TrustedDocuments } from './trusted-documents.js';
