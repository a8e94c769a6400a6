import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { GraphQLFieldConfig, GraphQLSchema } from 'graphql';
import { answersFromCommit } from './commit-answers.js';
import type { GraphQLContext } from './context.js';
import { dearOperations } from './dear.js';

/**
 * Lets the root fields find out, before anything is read, where their operation reads the book: on a connection of its own
 * if it selects a field whose resolver is `dear`, from the rows of its own commit if those are all that it shows, and
 * otherwise in a round.
 * @param resolvers those that the schema was made with. The schema itself has copies of them
 */
export function withReadPaths(schema: GraphQLSchema, resolvers: object): GraphQLSchema {
  const isDear = dearOperations(schema, resolvers);
  const isOfCommit = answersFromCommit(schema);
  const mutation = schema.getMutationType()?.name;
  const roots = [schema.getQueryType()?.name, mutation, schema.getSubscriptionType()?.name];
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (
      field: GraphQLFieldConfig<unknown, GraphQLContext>,
      _: string,
      typeName: string,
    ) => {
      const { resolve } = field;
      if (!resolve || !roots.includes(typeName)) return field;
      return {
        ...field,
        resolve: (source: unknown, args: unknown, context: GraphQLContext, info) => {
          if (isDear(info)) context.readDearly();
          else if (typeName === mutation && isOfCommit(info)) context.answerFromCommit();
          return resolve(source, args, context, info);
        },
      };
    },
  });
}
