import type { IncomingHttpHeaders } from 'node:http';
import type { Headers } from '../http/security-headers.js';

/**
 * `own`: a page that the gateway serves itself, or a client that is no browser. `allowed`: a page of another origin that may
 * use the gateway. `refused`: any other page.
 */
export type OriginVerdict = 'own' | 'allowed' | 'refused';

type AskedBy = Pick<IncomingHttpHeaders, 'origin' | 'host' | 'sec-fetch-site'>;

/** A page that this machine serves, on any port. */
const LOCAL = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/** What a page may read of a response besides its body (Fetch, 3.3.5). */
const EXPOSED = 'etag, retry-after, x-request-id';

/** Browsers keep the answer to a preflight for this long; Chromium for two hours at most. Seconds. */
const MAX_AGE = '7200';

/** Names of headers, which a preflight asks for. The most that a response repeats of them. */
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~, -]{1,1024}$/;

/** The headers that the gateway reads, for a preflight that asks for none that can be repeated. */
const KNOWN_HEADERS = 'accept, apollo-require-preflight, authorization, content-type, x-request-id';

/**
 * The one rule about pages of other origins, for requests, WebSockets and event streams alike.
 * https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export class Origins {
  readonly #named: ReadonlySet<string>;

  /** @param anyLocal whether every page of this machine may use the gateway, on whatever port it is served */
  constructor(
    named: Iterable<string>,
    private readonly anyLocal: boolean,
  ) {
    this.#named = new Set(named);
  }

  /** The verdict on the page that sent a request with these headers. */
  judge(headers: AskedBy): OriginVerdict {
    const { origin } = headers;
    if (origin === undefined) return 'own';
    if (this.#named.has(origin) || (this.anyLocal && LOCAL.test(origin))) return 'allowed';
    return isOwn(origin, headers) ? 'own' : 'refused';
  }
}

/** The headers by which a browser lets an allowed page read a response. Never for credentials: there are no cookies. */
export function corsHeaders({ origin = '' }: AskedBy): Headers {
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED };
}

/**
 * The headers that answer the preflight of an allowed page. It may send any header: a header has no power here but the
 * token, which the page has to know.
 */
export function preflightHeaders(asked: IncomingHttpHeaders, methods: string): Headers {
  const names = asked['access-control-request-headers'] ?? '';
  return {
    'access-control-allow-origin': asked.origin ?? '',
    'access-control-allow-methods': methods,
    'access-control-allow-headers': HEADER_NAMES.test(names) ? names : KNOWN_HEADERS,
    'access-control-max-age': MAX_AGE,
  };
}

/** The error for a page that may not use the gateway. */
export function originRefusal(origin = ''): string {
  const named = origin.slice(0, MAX_QUOTED);
  return `Pages of the origin ${JSON.stringify(named)} may not use this gateway. Its operator can name the origin in CORS_ORIGINS. Nothing was executed.`;
}

const MAX_QUOTED = 100;

/**
 * Whether the page is the gateway's own. The browser says so itself where it can (Fetch Metadata: over TLS, and on this
 * machine); it knows the address that a proxy has replaced. Otherwise the origin has to name the host that was asked; a proxy
 * that ends TLS hides the scheme, so any scheme does.
 */
function isOwn(origin: string, { host, 'sec-fetch-site': site }: AskedBy): boolean {
  if (site !== undefined) return site === 'same-origin';
  const [, scheme, named] = /^(https?):\/\/(.+)$/.exec(origin) ?? [];
  const asked = host?.toLowerCase();
  if (named === undefined || asked === undefined) return false;
  return named === asked || `${named}:${scheme === 'https' ? 443 : 80}` === asked;
}
