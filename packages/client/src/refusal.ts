/** A refusal by the rules. Every one has a code and a message; new ones may come with any release. */
export interface Refusal {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
}

/** Whether a result is a refusal and not the payload. */
export function isRefusal<Result extends object>(
  result: Result,
): result is Extract<Result, { readonly code: string }> {
  return 'code' in result;
}
