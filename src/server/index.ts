/* Transports: HTTP, WebSocket, event streams. Knows no money. */
export { createLog } from './log.js';
export { errorFields } from './logging.js';
export { createServer } from './server.js';
