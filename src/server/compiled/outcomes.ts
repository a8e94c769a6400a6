import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

type Resolve = GraphQLFieldResolver<unknown, object>;
/** What came of a root field: gives it, or throws it. */
type Outcome = () => unknown;

/** By context, of which a request has one, and by the field's name in the answer. */
const kept = new WeakMap<object, Map<string, Outcome>>();

/**
 * The schema with mutations that do a thing once for a request, however often they are asked to: what came
 * of it, an error too, is kept. So the answer may be read again by another way of execution.
 */
export function keepingOutcomes(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.MUTATION_ROOT_FIELD]: (field) => ({
      ...field,
      resolve: once((field.resolve as Resolve | undefined) ?? defaultFieldResolver),
    }),
  });
}

function once(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const outcomes = kept.get(context) ?? new Map<string, Outcome>();
    kept.set(context, outcomes);
    const [node] = info.fieldNodes;
    const key = node?.alias?.value ?? info.fieldName;
    const outcome = outcomes.get(key) ?? outcomeOf(() => resolve(source, args, context, info));
    outcomes.set(key, outcome);
    return outcome();
  };
}

function outcomeOf(attempt: () => unknown): Outcome {
  try {
    const result = attempt();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
