/** An error in a GraphQL answer, as it comes. */
export interface GraphQLProblem {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown };
}

/** What the gateway, or the way to it, has against a request. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  constructor(
    message: string,
    /** The gateway's code, such as UNAUTHENTICATED; undefined where it is not the gateway that speaks. */
    readonly code?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What graphql-ws and an answer give as problems, as one error: a close, a list of errors, an error. */
export function asGatewayError(problem: unknown): GatewayError {
  const options = { cause: problem };
  if (Array.isArray(problem)) {
    const [first] = problem as GraphQLProblem[];
    const code = first?.extensions?.code;
    return new GatewayError(
      first?.message ?? 'The gateway gave an error without a message.',
      typeof code === 'string' ? code : undefined,
      options,
    );
  }
  if (problem instanceof CloseEvent) {
    const why = problem.reason || 'no reason given';
    return new GatewayError(`The gateway closed the WebSocket: ${why}.`, undefined, options);
  }
  return new GatewayError(
    problem instanceof Error ? problem.message : String(problem),
    undefined,
    options,
  );
}
