import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';

/**
 * The span that runs now, by the asynchronous context. It is not in the globals of OpenTelemetry, so that no other library
 * that a process loads adds to the traces.
 */
export class CurrentSpan {
  readonly #storage = new AsyncLocalStorage<Context>();

  constructor(private readonly tracer: Tracer) {}

  /** The context of what runs now; undefined if no span does. */
  get context(): Context | undefined {
    return this.#storage.getStore();
  }

  get span(): Span | undefined {
    const { context } = this;
    return context && trace.getSpan(context);
  }

  ids(): { readonly trace_id?: string; readonly span_id?: string } {
    const ids = this.span?.spanContext();
    return ids && isSpanContextValid(ids) ? { trace_id: ids.traceId, span_id: ids.spanId } : {};
  }

  /** Starts a span. @param parent absent: what runs now */
  start(name: string, options: SpanOptions, parent = this.context ?? ROOT_CONTEXT): Span {
    return this.tracer.startSpan(name, options, parent);
  }

  /** Runs `work` with a span as the current one. */
  within<T>(span: Span, work: () => T): T {
    return this.#storage.run(trace.setSpan(ROOT_CONTEXT, span), work);
  }
}

/** Marks a span as failed. The code only: a message can hold what a client has sent. */
export function fail(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}

/** The code of an error or of its cause, otherwise its name: words of programs. */
export function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as { readonly code?: unknown };
    if (typeof code === 'string' && /^\w{1,64}$/.test(code)) return code;
  }
  return error instanceof Error ? error.name : 'Error';
}
