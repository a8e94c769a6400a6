import { GraphQLError, type GraphQLFormattedError, isValueNode, Kind } from 'graphql';

/** The message of an unexpected error, which a client sees in place of the error's own. */
export const MASKED_MESSAGE = 'Something went wrong on our side';

// A message may quote the client's input, which may be as large as a body.
const MAX_MESSAGE_LENGTH = 500;
const DOCUMENT_CODES = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * Creates Apollo's error formatter, the one place that decides what a client sees of an error: errors with a
 * code of ours pass, all others are masked. A stack never appears.
 */
export function createErrorFormatter({ production }: { readonly production: boolean }) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = codeOf(error);
    const { locations, path } = formatted;
    const location = { ...(locations && { locations }), ...(path && { path }) };
    if (code === undefined)
      return {
        message: MASKED_MESSAGE,
        ...location,
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      };
    const { stacktrace: _, http: __, ...extensions } = formatted.extensions ?? {};
    const message = clientMessage(formatted, production);
    return { message, ...location, extensions: { ...extensions, code } };
  };
}

/**
 * The code of an expected error; undefined for an unexpected one. graphql-js copies the extensions of anything
 * that a resolver throws, so a code counts only on a GraphQLError that was thrown with it.
 */
export function codeOf(error: unknown): string | undefined {
  const { innermost, cause } = unwrap(error);
  if (!innermost) return undefined;
  const code = innermost.extensions['code'];
  const copied = cause !== undefined && innermost.extensions === extensionsOf(cause);
  if (typeof code === 'string' && !copied) return clientCode(code, innermost);
  if (innermost.message.startsWith(TOO_MANY_WRONG_VARIABLES) && !cause) return 'BAD_USER_INPUT';
  const outer = (error as GraphQLError).extensions['code'];
  const isDocumentCode = typeof outer === 'string' && DOCUMENT_CODES.has(outer);
  return isDocumentCode && error !== innermost ? clientCode(outer, innermost) : undefined;
}

function clientCode(code: string, error: GraphQLError): string | undefined {
  if (code === 'INTERNAL_SERVER_ERROR') return undefined;
  return code === 'GRAPHQL_VALIDATION_FAILED' && isAboutValue(error) ? 'BAD_USER_INPUT' : code;
}

/** The error to log if `codeOf` returns undefined. */
export function causeOf(error: unknown): unknown {
  const { innermost, cause } = unwrap(error);
  return cause ?? innermost ?? error;
}

function unwrap(error: unknown): { innermost?: GraphQLError; cause?: unknown } {
  if (!(error instanceof GraphQLError)) return { cause: error };
  let innermost = error;
  while (innermost.originalError instanceof GraphQLError) innermost = innermost.originalError;
  return { innermost, cause: innermost.originalError };
}

function extensionsOf(error: unknown): unknown {
  return (error as { extensions?: unknown } | null)?.extensions;
}

/**
 * True for a literal that its type rejects: the same mistake as in a variable, so it gets the same code. The
 * specification's rules all name the wrong node; a scalar's own error has none.
 */
function isAboutValue({ nodes, message }: GraphQLError): boolean {
  const [node] = nodes ?? [];
  if (node === undefined) return !message.endsWith('Validation aborted.');
  return isValueNode(node) && node.kind !== Kind.VARIABLE;
}

// graphql-js ends its list of errors with this one, and Apollo does not mark it as the client's mistake.
const TOO_MANY_WRONG_VARIABLES = 'Too many errors processing variables';
const SUGGESTION = / ?Did you mean .+\?$/s;

function clientMessage({ message }: GraphQLFormattedError, production: boolean): string {
  const text = production ? message.replace(SUGGESTION, '') : message;
  return text.length > MAX_MESSAGE_LENGTH ? `${text.slice(0, MAX_MESSAGE_LENGTH)}…` : text;
}
