import { hash } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';

/** Most texts that are prepared. A gateway has some dozens, all its own; this is only a bound. */
const MOST = 300;

/** The name of each text, the same on every connection of every gateway. */
const names = new Map<string, string>();

/**
 * A client whose statements with parameters are parsed and planned once a connection, and then only
 * carried out: a commit of one transfer spends about as long in planning as in carrying out.
 *
 * A plan made once does not know how a table has grown since, so only connections that find every row by
 * an index are made of this (`lookUpsOnly`).
 */
export class PreparingClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as (...asked: unknown[]) => unknown;
    this.query = ((...asked: unknown[]) => ask(...prepared(asked))) as Client['query'];
  }
}

function prepared(asked: unknown[]): unknown[] {
  const [text, values, ...more] = asked;
  if (typeof text !== 'string' || !Array.isArray(values)) return asked;
  const name = nameOf(text);
  return name === undefined ? asked : [{ name, text, values }, ...more];
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST) return known;
  // Of the text and not a number: behind a pooler two gateways' names must never stand for different statements.
  const name = `onebook_${hash('sha256', text).slice(0, 32)}`;
  names.set(text, name);
  return name;
}
