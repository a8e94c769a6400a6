import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { answersFromCommit } from './commit-answers.js';
import type { GraphQLContext } from '../context.js';
import { dearOperations, settledOperations } from './dear.js';
import { answersFromPush } from './push-answers.js';

/**
 * Lets the root fields find out, before anything is read, where their operation reads the book: on a connection of its own
 * if it selects a field whose resolver is `dear`, from the rows of its own commit or push if those are all that it shows,
 * and otherwise in a round.
 * @param schema is changed: a copy would take a third of the time in which a schema is built
 * @param resolvers those that the schema was made with
 */
export function withReadPaths(schema: GraphQLSchema, resolvers: object): GraphQLSchema {
  const isDear = dearOperations(schema, resolvers);
  const isSettled = settledOperations(schema, resolvers);
  const isOfCommit = answersFromCommit(schema);
  const isOfPush = answersFromPush(schema);
  const mutation = schema.getMutationType();
  const subscription = schema.getSubscriptionType();
  for (const type of [schema.getQueryType(), mutation, subscription]) {
    const choose = (context: GraphQLContext, info: GraphQLResolveInfo): void => {
      if (isDear(info)) context.readDearly({ isSettled: isSettled(info) });
      else if (type === mutation && isOfCommit(info)) context.answerFromCommit();
      else if (type === subscription && isOfPush(info)) context.answerFromPush();
    };
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve, subscribe } = field;
      const withPath =
        (work: NonNullable<typeof resolve>): NonNullable<typeof resolve> =>
        (source, args, context: GraphQLContext, info) => {
          choose(context, info);
          return work(source, args, context, info);
        };
      if (!resolve) continue;
      field.resolve = withPath(resolve);
      if (subscribe) field.subscribe = withPath(subscribe);
    }
  }
  return schema;
}
