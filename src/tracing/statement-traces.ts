import { SpanKind } from '@opentelemetry/api';
import type { StatementObserver } from '../database/index.js';
import { codeOf, type CurrentSpan, fail } from './current-span.js';

/**
 * A span for each statement of what runs in a span. It has what a statement does and to which table, and neither its text nor
 * its values.
 */
export function statementTraces(current: CurrentSpan): StatementObserver {
  return {
    sending: (text) => {
      // Of a job or a push, which no one asked for.
      if (current.span?.isRecording() !== true) return undefined;
      const { summary, name } = described(text);
      const span = current.start(summary, {
        kind: SpanKind.CLIENT,
        attributes: {
          'db.system.name': 'postgresql',
          'db.query.summary': summary,
          ...(name !== undefined && { 'onebook.statement': name }),
        },
      });
      return (error) => {
        if (error !== undefined) fail(span, codeOf(error));
        span.end();
      };
    },
  };
}

/** Characters of a statement in which its verb and its table are looked for. */
const LOOKED_THROUGH = 2_000;
/** Statements of the book begin with their name: a comment such as `insertEntries`. */
const NAME = /^\s*\/\* (\w+) \*\//;
/** A table that is written, or one that is read: not a function such as `unnest`. */
const TABLE =
  /\b(?:into|update)\s+(?:"?\w+"?\.)?"?([a-z_]\w*)|\b(?:from|join)\s+(?:"?\w+"?\.)?"?([a-z_]\w*)\b"?(?!\s*\()/i;

/** The verb of a statement and its first table, such as `INSERT entry`, and its name if it has one. */
function described(text: string): { readonly summary: string; readonly name?: string } {
  const start = text.slice(0, LOOKED_THROUGH);
  const name = NAME.exec(start)?.[1];
  const verb = /[a-z]+/i.exec(start.replace(NAME, ''))?.[0].toUpperCase() ?? 'SQL';
  const found = TABLE.exec(start);
  const table = found?.[1] ?? found?.[2];
  const summary = table === undefined ? verb : `${verb} ${table}`;
  return { summary, ...(name !== undefined && { name }) };
}
