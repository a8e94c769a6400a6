/* Monitors watch the book, and their alerts reach people. Raises alerts by commands, and moves no money. */
export { alertJobs } from './alert-jobs.js';
