import { initGraphQLTada } from 'gql.tada';
import type { JsonObject } from '../typescript/json.js';
import type { introspection } from './graphql-env.js';

/** Documents in the code, typed from the schema without a generator for each. Scalars that are not here are `unknown`. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    // Money stays a string, because a number would lose digits.
    Decimal: string;
    DateTime: string;
    CurrencyCode: string;
    JSONObject: JsonObject;
    SafeInt: number;
    IdempotencyKey: string;
  };
}>();
