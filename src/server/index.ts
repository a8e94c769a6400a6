/* Transports: HTTP, WebSocket, event streams. Knows no money. */
export { createLog, standardError } from './log.js';
export { errorFields } from './logging.js';
export { EventSelections } from './event-selections.js';
export { createDocumentCheck, type DocumentCheck } from './graphql/document-check.js';
export { parseRequestJson } from './request-json.js';
export type { RequestObserver } from './request-observer.js';
export { createServer } from './server.js';
