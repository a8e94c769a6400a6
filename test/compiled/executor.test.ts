import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, test } from '@jest/globals';
import { GraphQLError, parse } from 'graphql';
import { createMetrics } from '../../src/metrics/metrics.js';
import { createExecutor } from '../../src/server/graphql/executor.js';

/** Executes an operation whose field `bad` fails with this error. */
async function executed(error: Error, isCompiled = true) {
  const seen = { reads: 0, renewals: 0 };
  const schema = makeExecutableSchema({
    typeDefs: 'type Query { good: Int bad: Int }',
    resolvers: {
      Query: {
        good: () => Promise.resolve((seen.reads += 1)),
        bad: () => Promise.reject(error),
      },
    },
  });
  const metrics = createMetrics();
  const executor = createExecutor(schema, isCompiled, metrics);
  const contextValue = {
    end: () => Promise.resolve(),
    renew: () => Promise.resolve(void (seen.renewals += 1)),
  };
  const { errors } = await executor.execute({ document: parse('{ good bad }'), contextValue });
  expect(errors).toEqual([expect.objectContaining({ message: error.message, path: ['bad'] })]);
  await executor.execute({ document: parse('{ good }'), contextValue });
  const { values } = await metrics.executions.get();
  const by = Object.fromEntries(values.map(({ labels, value }) => [labels.by, value]));
  return { ...seen, by };
}

const UNAVAILABLE = new GraphQLError('away', { extensions: { code: 'UNAVAILABLE' } });

describe('the executor reads again only if a second read can help', () => {
  test('after an error the executor reads again, in a renewed context', async () => {
    const by = { plan: 1, 'graphql-js': 1 };
    expect(await executed(new Error('x'))).toEqual({ reads: 3, renewals: 1, by });
  });

  test('after an unavailable book the executor does not read again', async () => {
    const by = { plan: 1, 'graphql-js': 1 };
    expect(await executed(UNAVAILABLE)).toEqual({ reads: 2, renewals: 0, by });
  });

  test('without compiled execution the executor reads once, and counts nothing', async () => {
    expect(await executed(new Error('x'), false)).toEqual({ reads: 2, renewals: 0, by: {} });
  });
});
