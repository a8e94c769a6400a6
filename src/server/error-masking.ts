import { GraphQLError, type GraphQLFormattedError, isValueNode, Kind } from 'graphql';

/** All that a client is told about an error nobody foresaw. */
export const MASKED_MESSAGE = 'Something went wrong on our side';

// Messages may quote what the client sent, which may be as large as a body.
const MAX_MESSAGE = 500;
const BY_THE_DOCUMENT = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * The one place where errors become what a client sees: refusals that carry a code pass, everything
 * else is masked. Stacks never appear.
 */
export function createErrorFormatter({ production }: { readonly production: boolean }) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = codeOf(error);
    const { locations, path } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    if (code === undefined)
      return { message: MASKED_MESSAGE, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
    const { stacktrace: _, http: __, ...extensions } = formatted.extensions ?? {};
    const message = wording(formatted, production);
    return { message, ...place, extensions: { ...extensions, code } };
  };
}

/**
 * The code of a refusal, or undefined for an error nobody foresaw. graphql-js copies the extensions
 * of whatever a resolver throws, so a code counts only on a GraphQLError that somebody meant.
 */
export function codeOf(error: unknown): string | undefined {
  const { innermost, cause } = unwrap(error);
  if (!innermost) return undefined;
  const code = innermost.extensions['code'];
  const copied = cause !== undefined && innermost.extensions === extensionsOf(cause);
  if (typeof code === 'string' && !copied) return codeMeant(code, innermost);
  if (innermost.message.startsWith(TOO_MANY_WRONG_VARIABLES) && !cause) return 'BAD_USER_INPUT';
  const outer = (error as GraphQLError).extensions['code'];
  const byTheDocument = typeof outer === 'string' && BY_THE_DOCUMENT.has(outer);
  return byTheDocument && error !== innermost ? codeMeant(outer, innermost) : undefined;
}

function codeMeant(code: string, error: GraphQLError): string | undefined {
  if (code === 'INTERNAL_SERVER_ERROR') return undefined;
  if (code === 'GRAPHQL_PARSE_FAILED' && TOO_MANY_TOKENS.test(error.message))
    return 'DOCUMENT_TOO_LARGE';
  return code === 'GRAPHQL_VALIDATION_FAILED' && isAboutValue(error) ? 'BAD_USER_INPUT' : code;
}

/** What to log of an error that `codeOf` does not know. */
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
 * A literal that its type does not take: the same mistake as in a variable, so the same code. The rules
 * of the specification all name the node that is wrong; a scalar's own error reaches us without one.
 */
function isAboutValue({ nodes, message }: GraphQLError): boolean {
  const [node] = nodes ?? [];
  if (node === undefined) return !message.endsWith('Validation aborted.');
  return isValueNode(node) && node.kind !== Kind.VARIABLE;
}

// graphql-js ends its list with this, which Apollo does not know for a client's mistake.
const TOO_MANY_WRONG_VARIABLES = 'Too many errors processing variables';
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/;
const SUGGESTION = / ?Did you mean .+\?$/s;

function wording({ message, extensions }: GraphQLFormattedError, production: boolean): string {
  const tokens = TOO_MANY_TOKENS.exec(message)?.[1];
  if (tokens !== undefined) return `The document has more than ${tokens} tokens.`;
  if (extensions?.['validationErrorCode'] === 'INTROSPECTION_DISABLED')
    return 'Introspection is off; the schema comes with the gateway, as schema/*.graphql.';
  const told = production ? message.replace(SUGGESTION, '') : message;
  return told.length > MAX_MESSAGE ? `${told.slice(0, MAX_MESSAGE)}…` : told;
}
