import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { gatewayPlugin } from './apollo-plugin.js';
import { PREPARED_QUERIES } from './apollo-prepared.js';
import type { CompiledOperations } from './compiled/compiled.js';
import { createErrorFormatter } from '../error-masking.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly production: boolean;
  /** The largest response. Bytes. */
  readonly answerBytes: number;
  readonly log: FastifyBaseLogger;
  /** undefined: graphql-js executes all operations. */
  readonly compiled: CompiledOperations | undefined;
}

/**
 * Starts the GraphQL server. Reporting is off, whatever APOLLO_KEY says. Apollo executes what the pipeline has prepared; it
 * parses and validates nothing, and sees no HTTP.
 */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer> {
  const { schema, production, log, compiled, answerBytes } = options;
  const apollo = new ApolloServer({
    schema,
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
    plugins: [gatewayPlugin(compiled, answerBytes), ...unused()],
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
