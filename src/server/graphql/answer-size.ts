import { GraphQLError } from 'graphql';
import { requestError } from '../request-error.js';

/** The error in place of a response that is too large. A mutation's says that it was executed. */
export function answerTooLarge(limit: number, isMutation: boolean): GraphQLError {
  const size = `larger than ${limit} bytes`;
  return isMutation
    ? new GraphQLError(
        `The mutation was executed, but its payload is ${size}. Retry with the same idempotencyKey, and ask for fewer fields.`,
        // The same request would be answered alike.
        { extensions: { code: 'ANSWER_INCOMPLETE', retryAfterMs: undefined } },
      )
    : requestError(
        'ANSWER_TOO_LARGE',
        `The response is ${size}. Ask for fewer fields, or for smaller pages.`,
      );
}

/** Whether a value has more characters as JSON than this, without escapes. Looks no further than that. */
export function isLarger(value: unknown, limit: number): boolean {
  return remaining(value, limit) < 0;
}

/** What is left of `budget` characters after the value; negative if it is larger. */
function remaining(value: unknown, budget: number): number {
  if (typeof value === 'string') return budget - value.length - 3;
  if (typeof value !== 'object' || value === null) return budget - 6;
  let left = budget - 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && left >= 0; index++)
      left = remaining(value[index], left);
    return left;
  }
  for (const key in value) {
    if (left < 0) break;
    left = remaining((value as Record<string, unknown>)[key], left - key.length - 3);
  }
  return left;
}
