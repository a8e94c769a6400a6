/* The log: commands become events. Reads the book, and writes nothing. */
export { EventFeed } from './event-feed.js';
