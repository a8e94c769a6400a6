import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { until } from '../support/until.js';

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string };
}

interface Ids {
  readonly traceId: string;
  readonly spanId: string;
}

/** A span as OTLP/HTTP has it in JSON. */
export interface ReceivedSpan extends Ids {
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly events: readonly { readonly name: string; readonly attributes: readonly Attribute[] }[];
  readonly links: readonly Ids[];
  /** 2: an error. */
  readonly status: { readonly code: number; readonly message?: string };
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[];
  }[];
}

export function attribute(
  { attributes }: { readonly attributes: readonly Attribute[] },
  name: string,
): string | number | undefined {
  const value = attributes.find(({ key }) => key === name)?.value;
  return value?.stringValue ?? (value?.intValue === undefined ? undefined : Number(value.intValue));
}

/** A collector that takes traces by OTLP/HTTP in JSON. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  readonly resources: Export['resourceSpans'][number]['resource'][] = [];
  /** All bodies as they came. */
  text = '';
  readonly paths = new Set<string>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.#take(request.url ?? '', Buffer.concat(chunks).toString());
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
  }

  static async start(): Promise<OtlpReceiver> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new OtlpReceiver(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  #take(path: string, body: string): void {
    this.paths.add(path);
    this.text += body;
    for (const { resource, scopeSpans } of (JSON.parse(body) as Export).resourceSpans) {
      this.resources.push(resource);
      this.spans.push(...scopeSpans.flatMap(({ spans }) => spans));
    }
  }

  /** Resolves to the first span for which `is` is true, once it has come. */
  async span(is: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan> {
    await until(
      () => this.spans.some(is),
      () => this.spans.map(({ name, traceId }) => `${traceId} ${name}`).join('\n'),
    );
    return this.spans.find(is) as ReceivedSpan;
  }

  childrenOf({ traceId, spanId }: Ids): readonly ReceivedSpan[] {
    return this.spans.filter((span) => span.traceId === traceId && span.parentSpanId === spanId);
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
