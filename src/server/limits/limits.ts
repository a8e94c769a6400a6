/** The limits of one request, and of what waits for its client. */
export interface Limits {
  /** Size of a request's body, in bytes. */
  readonly bodyBytes: number;
  /** Tokens of a document, counted during parsing. */
  readonly tokens: number;
  /** Nesting depth of brackets of any kind: selections, arguments, lists, objects, types. */
  readonly nesting: number;
  /** Nesting depth of fields. */
  readonly depth: number;
  /** Aliased fields. */
  readonly aliases: number;
  /** Root fields of one operation. */
  readonly rootFields: number;
  /** Operations in one document, of which a request runs only one. */
  readonly operations: number;
  /** Selections of a document with all fragments expanded. */
  readonly selections: number;
  /** Repetitions of one field of the same object. */
  readonly repeats: number;
  /** Estimated number of values in the response, and of rows that must be read for them: lists and pages multiply. */
  readonly cost: number;
  /** Nesting depth of lists and objects in the variables. */
  readonly variableDepth: number;
  /** Size of a response, in bytes as JSON, escapes apart. */
  readonly answerBytes: number;
  /** Size of all responses and pushes that clients have not taken, in bytes. Past it, the oldest one's client is cut off. */
  readonly waitingBytes: number;
}

/** Generous to every client that we know: the dearest published document uses a third, the verification of the book apart. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 256 * 1024,
  tokens: 2_000,
  nesting: 100,
  depth: 15,
  aliases: 50,
  rootFields: 20,
  operations: 20,
  selections: 1_000,
  repeats: 50,
  cost: 20_000,
  variableDepth: 20,
  answerBytes: 4 * 1024 * 1024,
  waitingBytes: 128 * 1024 * 1024,
};

/** Validation stops after this many errors: a client fixes one at a time anyway. */
export const MAX_VALIDATION_ERRORS = 20;

/** How long a client may take. Milliseconds. */
export interface Timeouts {
  /** For a request's headers, from its first byte or from the opening of the connection. */
  readonly headersMs: number;
  /** For a whole request, including its body. */
  readonly requestMs: number;
  /** For an idle connection to send its next request. */
  readonly keepAliveMs: number;
  /** Between two pings of a WebSocket. A client that has not answered one by the next is cut off. */
  readonly pingMs: number;
  /** For a client to take a response, and what `takeBytesPerSecond` adds for its size. */
  readonly takeMs: number;
  /** The slowest rate at which a client may read a large response. Bytes a second. */
  readonly takeBytesPerSecond: number;
  /** For requests in flight to finish when the server closes. */
  readonly drainMs: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = {
  headersMs: 10_000,
  requestMs: 15_000,
  keepAliveMs: 10_000,
  pingMs: 12_000,
  takeMs: 15_000,
  // 400 kbit/s
  takeBytesPerSecond: 50_000,
  drainMs: 10_000,
};
