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
import { compiledPlugin } from './apollo-compiled.js';
import { errorsPlugin } from './apollo-errors.js';
import { operationPlugin } from './apollo-operation.js';
import { statusPlugin } from './apollo-status.js';
import type { CompiledOperations } from './compiled/compiled.js';
import { contextPlugin } from '../request-scope.js';
import { documentLimitsRule } from '../limits/document-limits.js';
import { type Limits, MAX_VALIDATION_ERRORS } from '../limits/limits.js';
import { createErrorFormatter } from '../error-masking.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly production: boolean;
  readonly limits: Limits;
  readonly log: FastifyBaseLogger;
  /** undefined: graphql-js executes all operations. */
  readonly compiled: CompiledOperations | undefined;
}

/**
 * Starts the GraphQL server. CSRF prevention is on; batching, persisted queries and all reporting are off,
 * whatever APOLLO_KEY says. Apollo's document store (at most 30 MB) keeps parsed and validated documents: without
 * it, three quarters of the throughput are lost.
 */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer> {
  const { schema, production, limits, log, compiled } = options;
  const apollo = new ApolloServer({
    schema,
    nodeEnv: production ? 'production' : 'development',
    introspection: !production,
    includeStacktraceInErrorResponses: false,
    formatError: createErrorFormatter({ production }),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    validationRules: [documentLimitsRule(limits)],
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS, hideSuggestions: production },
    // Apollo logs little, and never the content of a request.
    logger: {
      debug: write(log, 'debug'),
      info: write(log, 'debug'),
      warn: write(log, 'warn'),
      error: write(log, 'error'),
    },
    plugins: [
      contextPlugin(),
      operationPlugin(schema, limits),
      errorsPlugin(),
      statusPlugin(),
      ...(compiled ? [compiledPlugin(compiled)] : []),
      ...unused(),
    ],
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
