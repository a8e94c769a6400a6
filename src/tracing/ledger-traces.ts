import { type Link, ROOT_CONTEXT, type Span, trace, TraceFlags } from '@opentelemetry/api';
import type { CommandOrigin } from '../ledger/index.js';
import { codeOf, type CurrentSpan, fail } from './current-span.js';
import type { Tracing } from './observers.js';

/**
 * A span for each commit. One commit serves many requests: it stands in the trace of the first one that is sampled, links
 * to the operations of all, and is named in each of them by an event.
 */
export function ledgerTraces(current: CurrentSpan): Tracing['ledger'] {
  return {
    origin: () => current.span,
    around: async (origins, commit) => {
      const spans = origins.filter(isSampled);
      const parent = spans[0] ? trace.setSpan(ROOT_CONTEXT, spans[0]) : ROOT_CONTEXT;
      const attributes = { 'onebook.commit.commands': origins.length };
      const span = current.start('commit', { attributes, links: linksTo(spans) }, parent);
      const { traceId, spanId } = span.spanContext();
      const ids = { 'onebook.commit.trace_id': traceId, 'onebook.commit.span_id': spanId };
      for (const each of new Set(spans)) each.addEvent('commit', { ...attributes, ...ids });
      try {
        return await current.within(span, commit);
      } catch (error) {
        fail(span, codeOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
  };
}

function linksTo(spans: readonly Span[]): Link[] {
  return [...new Set(spans)].map((span) => ({ context: span.spanContext() }));
}

/** Only `origin` makes origins. */
function isSampled(origin: CommandOrigin | undefined): origin is Span {
  if (origin === undefined) return false;
  const { traceFlags } = (origin as Span).spanContext();
  return (traceFlags & TraceFlags.SAMPLED) !== 0;
}
