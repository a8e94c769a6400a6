import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import { gatewayPlugin } from './apollo-plugin.js';
import { PREPARED_QUERIES } from './apollo-prepared.js';
import type { Executor } from './executor.js';
import { createErrorFormatter } from '../error-masking.js';

export interface ApolloOptions {
  readonly executor: Executor;
  readonly production: boolean;
  /** The largest response. Bytes. */
  readonly answerBytes: number;
  readonly log: FastifyBaseLogger;
}

/**
 * Starts the GraphQL server. Reporting is off, whatever APOLLO_KEY says. Apollo executes what the pipeline has prepared; it
 * parses and validates nothing, and sees no HTTP.
 */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer> {
  const { executor, production, log, answerBytes } = options;
  const apollo = new ApolloServer({
    schema: executor.schema,
    nodeEnv: production ? 'production' : 'development',
    introspection: !production,
    includeStacktraceInErrorResponses: false,
    formatError: createErrorFormatter({ production }),
    persistedQueries: PREPARED_QUERIES,
    stopOnTerminationSignals: false,
    documentStore: null,
    // Apollo logs little, and never the content of a request.
    logger: {
      debug: write(log, 'debug'),
      info: write(log, 'debug'),
      warn: write(log, 'warn'),
      error: write(log, 'error'),
    },
    plugins: [gatewayPlugin(executor, answerBytes), ...unused()],
  });
  await apollo.start();
  return apollo;
}

function write(log: FastifyBaseLogger, level: 'debug' | 'warn' | 'error') {
  return (message?: unknown) => log[level](String(message));
}

function unused(): ApolloServerPlugin[] {
  return [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ];
}
