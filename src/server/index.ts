/* Transports: HTTP, WebSocket, event streams. Knows no money. */
export { errorFields } from './logging.js';
export { createServer } from './server.js';
