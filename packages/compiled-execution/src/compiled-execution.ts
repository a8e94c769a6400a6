import {
  type DocumentNode,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type CompiledOperation, compileOperation, NotCompiled } from './compile.js';
import { KeptResults } from './kept-results.js';
import { type Data, run } from './run.js';

/**
 * An operation of a document that is valid for the schema, and the values to execute it with: the arguments of
 * graphql-js's `execute`. Variables are as the client sent them, not coerced.
 */
export interface Execution<Context extends object> extends Pick<
  ExecutionArgs,
  'document' | 'operationName' | 'variableValues' | 'rootValue'
> {
  /** Not shared with another execution: what its resolvers return is kept with it. */
  readonly contextValue: Context;
}

export interface CompiledExecutionOptions<Context extends object> {
  /**
   * Decides, after a run has failed, whether graphql-js reads again. If not, it gets what the run has read. A context
   * that caches what it reads drops it here. Mutations never run again. Default: graphql-js reads again.
   * @param failure the first error; of no use to a client, because graphql-js reports its own
   */
  mayReadAgain?(failure: unknown, contextValue: Context): Promise<boolean>;
  /** Called after each run. @param hasAnswered false if graphql-js must execute the operation */
  onRun?(hasAnswered: boolean): void;
  /**
   * Compiled fields that are kept, over all operations: about 300 bytes each. If there are more, all are dropped, and
   * those in use are compiled again. Default: 40,000.
   */
  readonly maxFields?: number;
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

/** Measured: 12 MB. A client that sends new documents all the time fills it. */
const MAX_FIELDS = 40_000;

/**
 * Executes operations that are compiled once: the selected fields of each type, their resolvers and how values
 * are completed. graphql-js computes all that again for each request.
 *
 * It produces only responses without errors. On any error or unusual feature it gives up without a response.
 * graphql-js then executes the operation with {@link CompiledExecution.schema}, so every error is its own. A
 * mutation does not run again. Reads run again, so that of several errors the same ones are reported, unless
 * `mayReadAgain` says no.
 *
 * A compiled operation lives as long as its parsed document: keep documents by their text, or every request compiles.
 */
export class CompiledExecution<Context extends object = object> {
  /** The schema with which graphql-js executes what a run has given up: its resolvers return what is kept. */
  readonly schema: GraphQLSchema;
  readonly #kept = new KeptResults();
  #entries = new WeakMap<OperationDefinitionNode, OperationEntry | 'not-compiled'>();
  #fieldsLeft: number;

  constructor(
    private readonly baseSchema: GraphQLSchema,
    private readonly options: CompiledExecutionOptions<Context> = {},
  ) {
    this.schema = this.#kept.schemaOver(baseSchema);
    this.#fieldsLeft = this.#maxFields;
  }

  /** Executes as graphql-js does: by a compiled operation, or by graphql-js if that gives up. */
  async execute(execution: Execution<Context>): Promise<ExecutionResult> {
    const data = await this.run(execution);
    return data ? { data } : execute({ ...execution, schema: this.schema });
  }

  /**
   * The response's data, or undefined if graphql-js must execute the operation, with {@link schema} and the same
   * context. All resolvers that this called have settled by then.
   */
  async run(execution: Execution<Context>): Promise<Data | undefined> {
    const data = await this.#run(execution);
    this.options.onRun?.(data !== undefined);
    return data;
  }

  /**
   * Forgets what the last run with this context has read, so that {@link schema} reads it again. The results of
   * mutations stay.
   */
  forgetReads(contextValue: Context): void {
    this.#kept.forgetReads(contextValue);
  }

  async #run(execution: Execution<Context>): Promise<Data | undefined> {
    const { document, contextValue, rootValue } = execution;
    const operation = getOperationAST(document, execution.operationName);
    const entry = operation && this.#entryOf(document, operation);
    if (!entry || entry === 'not-compiled') return undefined;
    const { coerced } = getVariableValues(
      this.baseSchema,
      operation.variableDefinitions ?? [],
      execution.variableValues ?? {},
      { maxErrors: 1 }, // one is enough to give up: graphql-js then reports them all
    );
    const compiled = coerced && this.#variantFor(document, operation, entry, coerced);
    if (!compiled) return undefined;
    const input = { rootValue, contextValue, variables: coerced };
    const outcome = await run(compiled, input);
    this.#kept.keep(contextValue, outcome.results);
    if ('data' in outcome) return outcome.data;
    const mayReadAgain = this.options.mayReadAgain?.(outcome.failure, contextValue) ?? true;
    if (await mayReadAgain) this.forgetReads(contextValue);
    return undefined;
  }

  #entryOf(document: DocumentNode, operation: OperationDefinitionNode) {
    const known = this.#entries.get(operation);
    if (known) return known;
    const entry: OperationEntry = {
      conditions: conditionVariables(document),
      variants: new Map<string, CompiledOperation>(),
    };
    this.#entries.set(operation, entry);
    return entry;
  }

  #variantFor(
    document: DocumentNode,
    operation: OperationDefinitionNode,
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
    this.#fieldsLeft = this.#maxFields;
  }

  get #maxFields(): number {
    return this.options.maxFields ?? MAX_FIELDS;
  }
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
