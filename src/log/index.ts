/* The log: commands become events. Reads the book, and writes nothing. */
export { EventFeed, type EventPage } from './event-feed.js';
