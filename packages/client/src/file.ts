export { fileIntents, type FileIntentsOptions } from './intents/file.js';
