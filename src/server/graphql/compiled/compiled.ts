import {
  type DocumentNode,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { forgetReads, withKeptResults } from './kept-results.js';
import { NotCompiled, type CompiledOperation, compileOperation } from './compile.js';
import { type Data, run } from './run.js';

/** The context of one request. */
export interface ExecutionContext {
  /** Drops the data that was read, so that it is read again. Absent if the context reads nothing. */
  renew?(): Promise<void>;
}

/** A valid and admitted operation, with the values to execute it with. */
export interface Execution {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As sent, not coerced. */
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly contextValue: ExecutionContext;
  readonly rootValue?: unknown;
}

/** The compiled variants of one operation. */
interface OperationEntry {
  /** The names of the variables in its `@skip` and `@include`. */
  readonly conditions: readonly string[];
  /** By the values of these variables. */
  readonly variants: Map<string, CompiledOperation>;
}

/** Variants of one operation: enough for four boolean variables. graphql-js executes further combinations. */
const MAX_VARIANTS = 16;

/**
 * Compiled fields in total; measured, 12 MB. A client that sends new documents all the time fills it. Then all
 * compiled operations are dropped, and those in use are compiled again, for less than one execution costs.
 */
const MAX_FIELDS = 40_000;

/**
 * Executes operations that are compiled once: the selected fields of each type, their resolvers and how values
 * are completed. graphql-js computes all that again for each request.
 *
 * It produces only responses without errors. On any error or unusual feature it gives up without a response.
 * graphql-js then executes the operation with {@link CompiledOperations.schema}, so every error is its own. A
 * mutation does not run again. Reads run again, from a later snapshot, so that of several errors the same ones
 * are reported; but not if the book was unavailable, because the client would wait for it twice.
 *
 * A compiled operation lives as long as its parsed document, so the document store bounds them.
 */
export class CompiledOperations {
  /** The schema for graphql-js, if a compiled operation gave up. */
  readonly schema: GraphQLSchema;
  #entries = new WeakMap<OperationDefinitionNode, OperationEntry | 'not-compiled'>();
  #fieldsLeft: number;

  constructor(
    private readonly baseSchema: GraphQLSchema,
    private readonly onExecuted: (by: 'plan' | 'graphql-js') => void = () => undefined,
    private readonly maxFields = MAX_FIELDS,
  ) {
    this.schema = withKeptResults(baseSchema);
    this.#fieldsLeft = maxFields;
  }

  /**
   * The response's data, or undefined if graphql-js must execute the operation, with the same context. All
   * resolvers that this called have settled by then.
   */
  async run(execution: Execution): Promise<Data | undefined> {
    const data = await this.#run(execution);
    this.onExecuted(data ? 'plan' : 'graphql-js');
    return data;
  }

  async #run(execution: Execution): Promise<Data | undefined> {
    const { operation, contextValue, rootValue } = execution;
    const entry = this.#entries.get(operation) ?? this.#addEntry(execution);
    if (entry === 'not-compiled') return undefined;
    const { coerced } = getVariableValues(
      this.baseSchema,
      operation.variableDefinitions ?? [],
      execution.variables ?? {},
      { maxErrors: 1 }, // one is enough to give up: graphql-js then reports them all
    );
    const compiled = coerced && this.#variantFor(execution, entry, coerced);
    if (!compiled) return undefined;
    const result = await run(compiled, { rootValue, contextValue, variables: coerced });
    if ('data' in result) return result.data;
    if (!isUnavailable(result.failure)) await discardReads(contextValue);
    return undefined;
  }

  #addEntry({ document, operation }: Execution): OperationEntry {
    const entry = {
      conditions: conditionVariables(document),
      variants: new Map<string, CompiledOperation>(),
    };
    this.#entries.set(operation, entry);
    return entry;
  }

  #variantFor(
    { document, operation }: Execution,
    { conditions, variants }: OperationEntry,
    variables: Readonly<Record<string, unknown>>,
  ): CompiledOperation | undefined {
    const values = Object.fromEntries(conditions.map((name) => [name, variables[name]]));
    const key = conditions.length === 0 ? '' : JSON.stringify(values);
    const known = variants.get(key);
    if (known) return known;
    if (variants.size >= MAX_VARIANTS) return undefined;
    try {
      const compiled = compileOperation(this.baseSchema, document, operation, values, () =>
        this.#countField(),
      );
      variants.set(key, compiled);
      return compiled;
    } catch (error) {
      if (error instanceof NotCompiled) this.#entries.set(operation, 'not-compiled');
      return undefined; // if graphql-js meets the error too, it reports it
    }
  }

  #countField(): void {
    this.#fieldsLeft -= 1;
    if (this.#fieldsLeft >= 0) return;
    this.#entries = new WeakMap();
    this.#fieldsLeft = this.maxFields;
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions['code'] === 'UNAVAILABLE';
}

/** Discards all that was read, and keeps the results of mutations. */
async function discardReads(context: ExecutionContext): Promise<void> {
  forgetReads(context);
  await context.renew?.();
}

/** The names of the variables in `@skip` and `@include` of all operations of the document. */
function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: args }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of args ?? [])
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
