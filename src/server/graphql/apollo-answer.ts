import type { GraphQLResponse } from '@apollo/server';
import { type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { RequestScope } from '../request-scope.js';
import { answerTooLarge, isLarger } from './answer-size.js';

/**
 * Replaces the data of a response that is too large by an error, before it becomes text, and tells a caller who has a
 * rate what the operation took of it. Call it before errors are counted and the status is set.
 * @param limit bytes
 */
export function boundAnswer(
  { body }: GraphQLResponse,
  operation: OperationDefinitionNode | undefined,
  scope: RequestScope | undefined,
  limit: number,
): void {
  if (body.kind !== 'single') return;
  const { singleResult } = body;
  if (isLarger(singleResult.data, limit)) {
    const isMutation = operation?.operation === OperationTypeNode.MUTATION;
    singleResult.data = null;
    singleResult.errors = [answerTooLarge(limit, isMutation).toJSON()];
  }
  const cost = scope?.cost;
  if (cost) singleResult.extensions = { ...singleResult.extensions, cost };
}
