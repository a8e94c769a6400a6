import { GraphQLError } from 'graphql';
import { parseRequestJson } from '../request-json.js';

/** How to refuse a message: the operation that it asked for, and its error; for other messages only why. */
type Refusal =
  | { readonly reason: string }
  | { readonly reason: string; readonly id: string; readonly error: GraphQLError };

interface Message {
  readonly type?: unknown;
  readonly id?: unknown;
}

/**
 * The refusal of a message that JSON.parse would change, as {@link parseRequestJson} describes it; undefined for any
 * other. Nothing reads the payloads of pings, pongs and `complete`, so these pass. So does a text that is not JSON,
 * which the protocol refuses.
 */
export function refusalOfChangedMessage(text: string): Refusal | undefined {
  try {
    parseRequestJson(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof GraphQLError)) return undefined;
    const { type, id } = JSON.parse(text) as Message;
    const reason = error.message;
    if (type === 'connection_init') return { reason };
    if (type !== 'subscribe') return undefined;
    if (typeof id !== 'string') return { reason };
    return { reason, id, error };
  }
}
