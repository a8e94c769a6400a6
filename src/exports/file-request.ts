import { GraphQLError } from 'graphql';
import { badInput } from '../graphql/index.js';
import type { FileRequest } from './exported-file.js';

/** An argument of the query string. @throws GraphQLError BAD_USER_INPUT if it is missing or there twice */
export function textOf(query: FileRequest['query'], name: string): string {
  const value = query[name];
  if (typeof value === 'string') return value;
  throw badInput(
    value === undefined
      ? `${name} is missing in the query string.`
      : `${name} is in the query string more than once.`,
  );
}

/** The error for a path that has no file. @param words what there is */
export function notFound(words: string): GraphQLError {
  return new GraphQLError(`There is no such file. ${words}`, { extensions: { code: 'NOT_FOUND' } });
}
