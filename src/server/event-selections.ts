import {
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type ExecutionResult,
} from 'graphql';
import type { Viewer } from '../domain/index.js';
import { type Metrics } from '../metrics/index.js';
import type { LogEvent } from '../reader/index.js';
import { DocumentRefused, Documents } from './graphql/documents.js';
import { createExecutor, type Executor } from './graphql/executor.js';
import type { EndableContext } from './graphql/graphql-route.js';
import type { KnownDocument } from './graphql/known-document.js';
import { createOperationChecks } from './graphql/operation-checks.js';
import { DEFAULT_LIMITS } from './limits/limits.js';

/** The lines before the selection in the document. */
const BEFORE = 1;
const FIELD = 'eventAdded';

interface Options {
  readonly production: boolean;
  readonly compiledExecution: boolean;
  readonly metrics: Metrics;
  readonly contextFor: (viewer: Viewer, requestId: string) => EndableContext;
}

/**
 * What webhooks show of events: selections on `Event`, which are validated, limited and executed as those of the subscription
 * `eventAdded` are. It has no variables.
 */
export class EventSelections {
  readonly #documents: Documents;
  readonly #check: ReturnType<typeof createOperationChecks>;
  readonly #executor: Executor;

  constructor(
    schema: GraphQLSchema,
    private readonly options: Options,
  ) {
    const { production, compiledExecution, metrics } = options;
    this.#documents = new Documents(schema, DEFAULT_LIMITS, production);
    this.#check = createOperationChecks(schema, DEFAULT_LIMITS);
    this.#executor = createExecutor(schema, compiledExecution, metrics);
  }

  /** What is wrong with a selection, and where; undefined if nothing is. */
  faultIn(selection: string): string | undefined {
    try {
      this.#document(selection);
      return undefined;
    } catch (error) {
      if (error instanceof DocumentRefused) return wordsOf(error.errors[0]);
      if (error instanceof GraphQLError) return wordsOf(error);
      throw error;
    }
  }

  /**
   * What a selection shows of an event to a viewer, now.
   * @throws Error that says in words why it cannot be shown, for example because the book cannot be read
   */
  async show(selection: string, event: LogEvent, viewer: Viewer): Promise<unknown> {
    const { document } = this.#document(selection);
    const context = this.options.contextFor(viewer, `webhook ${event.commandId}`);
    try {
      const { data, errors }: ExecutionResult = await this.#executor.execute({
        ...{ document, rootValue: { value: event }, contextValue: context },
      });
      const [error] = errors ?? [];
      if (error) throw new Error(`the selection could not be executed: ${error.message}`);
      return data?.[FIELD];
    } finally {
      await context.end();
    }
  }

  /** @throws DocumentRefused, GraphQLError */
  #document(selection: string): KnownDocument {
    const known = this.#documents.parse(`subscription { ${FIELD}\n${selection}\n}`);
    if (known.isValid) return known;
    refuseUnlessOneSelection(known);
    this.#documents.validate(known);
    const operation = known.operation(undefined);
    if (operation) this.#check(operation, {});
    return known;
  }
}

/** A text with brackets of its own could end the selection early. */
function refuseUnlessOneSelection({ document }: KnownDocument): void {
  const [operation] = document.definitions as readonly OperationDefinitionNode[];
  const fields = operation?.selectionSet.selections ?? [];
  const [field] = fields;
  const isOne =
    document.definitions.length === 1 &&
    fields.length === 1 &&
    field?.kind === Kind.FIELD &&
    field.arguments?.length === 0 &&
    field.directives?.length === 0 &&
    field.selectionSet !== undefined;
  if (!isOne)
    throw new GraphQLError(
      'Send one selection in braces, such as { wallet { id } }, without an operation, a fragment of its own or arguments around it.',
    );
}

function wordsOf(error: GraphQLError | undefined): string {
  const [place] = error?.locations ?? [];
  const where = place ? `line ${place.line - BEFORE}, column ${place.column}: ` : '';
  return `${where}${error?.message ?? 'it is refused.'}`;
}
