import type { TypedDocumentString } from './generated/graphql.js';

interface GraphQLProblem {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly retryAfterMs?: number };
}

/** The gateway's answer to an operation that it did not carry out, or whose outcome is unknown. */
export class GatewayError extends Error {
  /** Decides what to do: see the table of codes in docs/api.md. */
  readonly code: string | undefined;
  /** Milliseconds after which a retry helps; undefined if none does. */
  readonly retryAfterMs: number | undefined;

  constructor([first]: readonly GraphQLProblem[]) {
    super(first?.message);
    this.code = first?.extensions?.code;
    this.retryAfterMs = first?.extensions?.retryAfterMs;
  }
}

const MAX_ATTEMPTS = 5;

/** A gateway, by fetch alone: in browsers, Node and workers. */
export class Onebook {
  /** @param url of the endpoint, such as https://wallet.example/graphql */
  constructor(
    private readonly url: string,
    private readonly token: () => string,
  ) {}

  /**
   * Executes a query or a mutation. Sends it again, with the same idempotencyKey, if the gateway says that a retry helps.
   * @throws GatewayError; TypeError if there was no answer: the outcome of a mutation is then unknown
   */
  async ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#post(this.url, document, variables);
      const { data, errors } = (await response.json()) as {
        data?: Data;
        errors?: readonly GraphQLProblem[];
      };
      if (data && !errors) return data;
      const error = new GatewayError(errors ?? []);
      if (error.retryAfterMs === undefined || attempt === MAX_ATTEMPTS) throw error;
      const delayMs = error.retryAfterMs * 2 ** (attempt - 1) * (0.5 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }

  /**
   * Follows a subscription by server-sent events, until the caller leaves the loop or the connection ends: then subscribe
   * again, and the first push has the present balance.
   */
  async *follow<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): AsyncGenerator<Data> {
    const { body } = await this.#post(`${this.url}/stream`, document, variables);
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (let text = ''; ;) {
        const { done, value } = await reader.read();
        if (done) return;
        const events = (text + value).split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const json = /^data: (.*)$/m.exec(event)?.[1];
          if (!event.startsWith('event: next') || json === undefined) continue;
          const { data, errors } = JSON.parse(json) as { data?: Data; errors?: GraphQLProblem[] };
          if (errors) throw new GatewayError(errors);
          if (data) yield data;
        }
      }
    } finally {
      await reader.cancel();
    }
  }

  #post(url: string, query: object, variables: unknown): Promise<Response> {
    return fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: url.endsWith('/stream') ? 'text/event-stream' : 'application/graphql-response+json',
        authorization: `Bearer ${this.token()}`,
      },
      body: JSON.stringify({ query: String(query), variables }),
    });
  }
}
