import {
  getVariableValues,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { UnsetInputs } from '../../graphql/index.js';
import { createErrorFormatter } from '../error-masking.js';
import { type Limits, MAX_VALIDATION_ERRORS } from '../limits/limits.js';
import type { RateLimit } from '../limits/rate-limit.js';
import { requestError, withErrorCode } from '../request-error.js';
import { noteOperation, type PreparedOperation, type RequestScope } from '../request-scope.js';
import { DocumentRefused, Documents } from './documents.js';
import { formatErrors } from './format-errors.js';
import { checkVariableDepth, createOperationChecks } from './operation-checks.js';
import type { OperationRequest } from './operation-request.js';
import { DocumentGate, type OnUntrusted, type TrustedOptions } from './trusted/document-gate.js';

/** What a transport carries, queries apart. */
export interface Carries {
  readonly mutations: boolean;
  readonly subscriptions: boolean;
}

export type Prepared = PreparedOperation | { readonly errors: GraphQLFormattedError[] };

export interface PipelineOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly production: boolean;
  /** undefined: no caller has a rate. */
  readonly rateLimit?: RateLimit | undefined;
  /** undefined: every text is answered, and none by an id. */
  readonly trusted?: TrustedOptions | undefined;
  readonly onUntrusted?: OnUntrusted;
}

/**
 * The way of every operation, over every transport, from its text to its execution: viewer, tokens, grammar, trust,
 * document limits, validation, kind, cost, rate. What depends on the text alone is found once for each document and kept
 * with it; the rest runs at each request, over the same steps. Apollo and the subscriptions execute only what has come this way
 * (`RequestScope.prepared`), so a transport cannot leave out a step.
 */
export class Pipeline {
  readonly #documents: Documents;
  readonly #gate: DocumentGate;
  readonly #unset: UnsetInputs;
  readonly #check;
  readonly #format;

  constructor(private readonly options: PipelineOptions) {
    const { schema, limits, production } = options;
    this.#documents = new Documents(schema, limits, production);
    const { trusted, onUntrusted = () => undefined } = options;
    this.#gate = new DocumentGate(this.#documents, trusted, onUntrusted);
    this.#unset = new UnsetInputs(schema);
    this.#check = createOperationChecks(schema, limits);
    this.#format = createErrorFormatter({ production });
  }

  /** Prepares an operation and notes it in its scope, or returns why it is refused. */
  prepare(request: OperationRequest, scope: RequestScope, carries: Carries): Prepared {
    try {
      return (scope.prepared = this.#prepare(request, scope, carries));
    } catch (error) {
      const errors = error instanceof DocumentRefused ? error.errors : [error];
      if (!errors.every((one) => one instanceof GraphQLError)) throw error;
      // A subscription with wrong variables has been charged.
      if (scope.viewer && !scope.cost)
        this.options.rateLimit?.spend(scope.viewer, costOfRefusal(request, errors));
      return { errors: this.formatErrors(errors, scope) };
    }
  }

  /** Formats errors for the client: masks, logs and counts them. */
  formatErrors(errors: readonly unknown[], scope: RequestScope): GraphQLFormattedError[] {
    return formatErrors(errors, scope, this.#format);
  }

  #prepare(request: OperationRequest, scope: RequestScope, carries: Carries): PreparedOperation {
    const { query } = request;
    const operationName = request.operationName ?? undefined;
    const isAnonymous = scope.viewer === undefined;
    // Before the first step that costs anything.
    if (isAnonymous && (this.options.production || !query.includes('__'))) throw noToken();
    if (scope.viewer) this.options.rateLimit?.refuseDebtor(scope.viewer);
    const known = this.#gate.documentOf(request, scope);
    const requested = known.operation(operationName);
    if (isAnonymous && !requested?.isIntrospectionOnly) throw noToken();
    this.#documents.validate(known);
    if (!requested) throw requestError('OPERATION_RESOLUTION_FAILURE', NO_OPERATION);
    const { document, operation } = requested;
    noteOperation(operation, scope);
    refuseUnlessCarried(operation, carries);
    checkVariableDepth(request.variables, this.options.limits.variableDepth);
    const variables = this.#unset.inVariables(operation, request.variables ?? {});
    const cost = this.#check(requested, variables);
    if (scope.viewer) scope.cost = this.options.rateLimit?.charge(scope.viewer, cost);
    const prepared = { document, operation, operationName, variables, cost };
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return prepared;
    return { ...prepared, variables: this.#coercible(prepared) };
  }

  /** The declared variables of a subscription, as sent. @throws GraphQLError if one of them is wrong */
  #coercible({ operation, variables: sent }: PreparedOperation): PreparedOperation['variables'] {
    const definitions = operation.variableDefinitions ?? [];
    const names = definitions.map(({ variable }) => variable.name.value);
    const variables = Object.fromEntries(
      names.filter((name) => Object.hasOwn(sent, name)).map((name) => [name, sent[name]]),
    );
    const { errors } = getVariableValues(this.options.schema, definitions, variables, {
      maxErrors: MAX_VALIDATION_ERRORS,
    });
    const [first] = errors ?? [];
    if (first) throw withErrorCode(first, 'BAD_USER_INPUT');
    return variables;
  }
}

/** What a refused operation takes of its caller's rate: about the values that could be read instead of checking its text. */
function costOfRefusal({ query }: OperationRequest, errors: readonly GraphQLError[]): number {
  const isOverRate = errors.some(({ extensions }) => extensions['code'] === 'RATE_LIMITED');
  return isOverRate ? 0 : 1 + Math.floor(query.length / CHARACTERS_PER_POINT);
}

/** Parsing and checking so much text takes as long as reading a value. */
const CHARACTERS_PER_POINT = 50;

function refuseUnlessCarried({ operation }: OperationDefinitionNode, carries: Carries): void {
  if (operation === OperationTypeNode.MUTATION && !carries.mutations)
    throw requestError('METHOD_NOT_ALLOWED', 'GET changes nothing. Send mutations by POST.');
  if (operation === OperationTypeNode.SUBSCRIPTION && !carries.subscriptions)
    throw requestError(
      'OPERATION_NOT_SUPPORTED',
      'This transport has no subscriptions. Use a WebSocket or /graphql/stream.',
    );
}

function noToken(): GraphQLError {
  return requestError(
    'UNAUTHENTICATED',
    'A token is missing. Send the header "Authorization: Bearer <token>".',
  );
}

const NO_OPERATION =
  'The document has several operations, or none of this name. Set operationName to one of its operations.';
