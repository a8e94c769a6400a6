/** An error as the gateway reports it. */
export interface GatewayError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

const UNTRUSTED =
  'This gateway answers only documents that its operator has registered (TRUSTED_DOCUMENTS=only), so this page cannot ' +
  'explore it. Use the playground of a development gateway, or register your document with "onebook documents add".';

/** What a user should know of an error, besides the gateway's message: undefined if the message says it all. */
export function explanation({ extensions }: GatewayError): string | undefined {
  return extensions?.code === 'DOCUMENT_NOT_TRUSTED' ? UNTRUSTED : undefined;
}

const NO_SCHEMA =
  'This gateway does not show its schema here, as in production. So this page has no documentation, no completion and no ' +
  'check of what you type. The operations work with a token.';

/** Why the page has no schema, by the errors of its introspection query. */
export function whyNoSchema(errors: readonly GatewayError[]): string {
  const [first] = errors;
  if (first === undefined) return 'The gateway answered without its schema.';
  const code = first.extensions?.code;
  if (code === 'GRAPHQL_VALIDATION_FAILED' || code === 'UNAUTHENTICATED') return NO_SCHEMA;
  return explanation(first) ?? `The gateway did not show its schema: ${first.message}`;
}
