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

/** A context, of one request alone. */
export interface ExecutionContext {
  /** Lets go of what was read in it: it will be read anew. Absent: nothing is ever read. */
  renew?(): Promise<void>;
}

/** A valid operation that has been let in, and what it is carried out with. */
export interface Execution {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they came. */
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly contextValue: ExecutionContext;
  readonly rootValue?: unknown;
}

/** What is known of an operation. */
interface OperationEntry {
  /** The variables that its `@skip` and `@include` look at. */
  readonly conditions: readonly string[];
  /** By their values. */
  readonly variants: Map<string, CompiledOperation>;
}

/** Plans of one operation: four variables that are true or false. More combinations are left to graphql-js. */
const MAX_VARIANTS = 16;

/**
 * Fields that are planned in all; measured, 12 MB. Who sends ever new documents fills it: then all plans are
 * forgotten, and those in use are made anew at their next use, for less than that use costs.
 */
const MAX_FIELDS = 40_000;

/**
 * Carries out operations by plans that are made once for each: which fields are asked of which type, what
 * resolves them and what becomes of the values. graphql-js finds that out anew for each request.
 *
 * It knows only answers without errors. Whatever goes wrong, or is unusual, makes it give up without having
 * said anything. graphql-js then executes the operation over {@link CompiledOperations.schema}, so all errors are
 * its own. What a mutation did is not done again. What was read is read again, at another moment, so that of several
 * errors the same ones are told; but not where the book could not be read, which is not waited for twice.
 *
 * Plans are kept for as long as the parsed document is, which is for its keeper to bound.
 */
export class CompiledOperations {
  /** For graphql-js, where a plan gave up. */
  readonly schema: GraphQLSchema;
  #entries = new WeakMap<OperationDefinitionNode, OperationEntry | 'left'>();
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
   * The answer's data, or undefined where graphql-js must answer, with the same context: then nothing of it runs any more.
   */
  async run(execution: Execution): Promise<Data | undefined> {
    const data = await this.#run(execution);
    this.onExecuted(data ? 'plan' : 'graphql-js');
    return data;
  }

  async #run(execution: Execution): Promise<Data | undefined> {
    const { operation, contextValue, rootValue } = execution;
    const known = this.#entries.get(operation) ?? this.#addEntry(execution);
    if (known === 'left') return undefined;
    const { coerced } = getVariableValues(
      this.baseSchema,
      operation.variableDefinitions ?? [],
      execution.variables ?? {},
      { maxErrors: 1 }, // that there is one is enough: graphql-js finds them again, and says which
    );
    const plan = coerced && this.#variantFor(execution, known, coerced);
    if (!plan) return undefined;
    const ran = await run(plan, { rootValue, contextValue, variables: coerced });
    if ('data' in ran) return ran.data;
    if (!isUnavailable(ran.failure)) await discardReads(contextValue);
    return undefined;
  }

  #addEntry({ document, operation }: Execution): OperationEntry {
    const known = {
      conditions: conditionVariables(document),
      variants: new Map<string, CompiledOperation>(),
    };
    this.#entries.set(operation, known);
    return known;
  }

  #variantFor(
    { document, operation }: Execution,
    { conditions, variants: plans }: OperationEntry,
    variables: Readonly<Record<string, unknown>>,
  ): CompiledOperation | undefined {
    const decided = Object.fromEntries(conditions.map((name) => [name, variables[name]]));
    const key = conditions.length === 0 ? '' : JSON.stringify(decided);
    const made = plans.get(key);
    if (made) return made;
    if (plans.size >= MAX_VARIANTS) return undefined;
    try {
      const plan = compileOperation(this.baseSchema, document, operation, decided, () =>
        this.#countField(),
      );
      plans.set(key, plan);
      return plan;
    } catch (error) {
      if (error instanceof NotCompiled) this.#entries.set(operation, 'left');
      return undefined; // where graphql-js meets it too, it says so
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

/** What was done stays; the rest is as if it had not been. */
async function discardReads(context: ExecutionContext): Promise<void> {
  forgetReads(context);
  await context.renew?.();
}

/** Names of the variables in `@skip` and `@include`, of all operations of the document. */
function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? [])
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
