import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { GraphQLFieldConfig, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { answersFromCommit } from './commit-answers.js';
import type { GraphQLContext } from '../context.js';
import { dearOperations } from './dear.js';
import { answersFromPush } from './push-answers.js';

/**
 * Lets the root fields find out, before anything is read, where their operation reads the book: on a connection of its own
 * if it selects a field whose resolver is `dear`, from the rows of its own commit or push if those are all that it shows,
 * and otherwise in a round.
 * @param resolvers those that the schema was made with. The schema itself has copies of them
 */
export function withReadPaths(schema: GraphQLSchema, resolvers: object): GraphQLSchema {
  const isDear = dearOperations(schema, resolvers);
  const isOfCommit = answersFromCommit(schema);
  const isOfPush = answersFromPush(schema);
  const mutation = schema.getMutationType()?.name;
  const subscription = schema.getSubscriptionType()?.name;
  const roots = [schema.getQueryType()?.name, mutation, subscription];
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (
      field: GraphQLFieldConfig<unknown, GraphQLContext>,
      _: string,
      typeName: string,
    ) => {
      const { resolve, subscribe } = field;
      if (!resolve || !roots.includes(typeName)) return field;
      const choose = (context: GraphQLContext, info: GraphQLResolveInfo): void => {
        if (isDear(info)) context.readDearly();
        else if (typeName === mutation && isOfCommit(info)) context.answerFromCommit();
        else if (typeName === subscription && isOfPush(info)) context.answerFromPush();
      };
      const withPath =
        (work: typeof resolve): typeof resolve =>
        (source, args, context, info) => {
          choose(context, info);
          return work(source, args, context, info);
        };
      return {
        ...field,
        resolve: withPath(resolve),
        ...(subscribe && { subscribe: withPath(subscribe) }),
      };
    },
  });
}
