/** An error in a GraphQL response. */
export interface GraphQLProblem {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown };
}

/** An error of the gateway, or of the connection to it. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  constructor(
    message: string,
    /** Code of the gateway, such as UNAUTHENTICATED; undefined for an error of the connection. */
    readonly code?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Converts a close event, a list of GraphQL errors, or any other error to one GatewayError. */
export function asGatewayError(problem: unknown): GatewayError {
  const options = { cause: problem };
  if (Array.isArray(problem)) {
    const [first] = problem as GraphQLProblem[];
    const code = first?.extensions?.code;
    return new GatewayError(
      first?.message ?? 'The gateway returned an error without a message.',
      typeof code === 'string' ? code : undefined,
      options,
    );
  }
  if (problem instanceof CloseEvent) {
    const reason = problem.reason || 'no reason given';
    return new GatewayError(`The gateway closed the WebSocket: ${reason}.`, undefined, options);
  }
  return new GatewayError(
    problem instanceof Error ? problem.message : String(problem),
    undefined,
    options,
  );
}
