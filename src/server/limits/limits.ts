/** How much one request may ask for. Each is refused by its own code, before the work is done. */
export interface Limits {
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Tokens of a document, counted while it is read. */
  readonly tokens: number;
  /** Fields inside fields. */
  readonly depth: number;
  /** Fields under another name. */
  readonly aliases: number;
  /** Fields that one operation asks of Query or Mutation. */
  readonly rootFields: number;
  /** Operations in one document, of which a request runs one. */
  readonly operations: number;
  /** Selections of a document once every fragment stands where it is used. */
  readonly selections: number;
  /** The same field of the same object, asked for again. */
  readonly repeats: number;
  /** Values that the answer may hold, roughly: lists and pages multiply what is asked of each item. */
  readonly cost: number;
  /** Lists and objects inside each other in the variables. */
  readonly variableDepth: number;
}

/** Generous to every client that we know of: the largest document of the playground uses a tenth. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 256 * 1024,
  tokens: 2_000,
  depth: 15,
  aliases: 50,
  rootFields: 20,
  operations: 20,
  selections: 1_000,
  repeats: 50,
  cost: 20_000,
  variableDepth: 20,
};

/** Validation stops after so many errors; a client mends one at a time anyway. */
export const MAX_VALIDATION_ERRORS = 20;

/** How long a client may take, in milliseconds. */
export interface Timeouts {
  /** For the headers of a request, counted from its first byte or the connection's opening. */
  readonly headers: number;
  /** For a whole request, body included. */
  readonly request: number;
  /** That an idle connection is kept for the next request. */
  readonly keepAlive: number;
  /** Between two pings of a WebSocket: who has not answered one by the next is cut off. */
  readonly ping: number;
  /** For what is in flight to finish when the server closes. */
  readonly drain: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = {
  headers: 10_000,
  request: 15_000,
  keepAlive: 10_000,
  ping: 12_000,
  drain: 10_000,
};
