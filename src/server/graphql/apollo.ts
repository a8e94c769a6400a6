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
  /** Absent: graphql-js executes everything. */
  readonly compiled: CompiledOperations | undefined;
}

/**
 * The GraphQL server, started. CSRF prevention stays on, batching and persisted queries off; nothing
 * is reported to anybody, whatever APOLLO_KEY says. Documents are parsed and validated once and kept
 * (Apollo's document store, at most 30 MB): without it three quarters of the rate are lost.
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
    // Apollo writes little here, and of requests only words of its own.
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
