import {
  type DocumentNode,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { forgetReads, replaying } from './outcomes.js';
import { NotCompiled, type CompiledOperation, compileOperation } from './plan.js';
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
interface Known {
  /** The variables that its `@skip` and `@include` look at. */
  readonly conditions: readonly string[];
  /** By their values. */
  readonly plans: Map<string, CompiledOperation>;
}

/** Plans of one operation: four variables that are true or false. More combinations are left to graphql-js. */
const MOST_PLANS = 16;

/**
 * Fields that are planned in all; measured, 12 MB. Who sends ever new documents fills it: then all plans are
 * forgotten, and those in use are made anew at their next use, for less than that use costs.
 */
const MOST_FIELDS = 40_000;

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
  #known = new WeakMap<OperationDefinitionNode, Known | 'left'>();
  #room: number;

  constructor(
    private readonly planned: GraphQLSchema,
    private readonly answered: (by: 'plan' | 'graphql-js') => void = () => undefined,
    private readonly mostFields = MOST_FIELDS,
  ) {
    this.schema = replaying(planned);
    this.#room = mostFields;
  }

  /**
   * The answer's data, or undefined where graphql-js must answer, with the same context: then nothing of it runs any more.
   */
  async run(execution: Execution): Promise<Data | undefined> {
    const data = await this.#run(execution);
    this.answered(data ? 'plan' : 'graphql-js');
    return data;
  }

  async #run(execution: Execution): Promise<Data | undefined> {
    const { operation, contextValue, rootValue } = execution;
    const known = this.#known.get(operation) ?? this.#compile(execution);
    if (known === 'left') return undefined;
    const { coerced } = getVariableValues(
      this.planned,
      operation.variableDefinitions ?? [],
      execution.variables ?? {},
      { maxErrors: 1 }, // that there is one is enough: graphql-js finds them again, and says which
    );
    const plan = coerced && this.#planFor(execution, known, coerced);
    if (!plan) return undefined;
    const ran = await run(plan, { rootValue, contextValue, variables: coerced });
    if ('data' in ran) return ran.data;
    if (!isUnavailable(ran.failure)) await anew(contextValue);
    return undefined;
  }

  #compile({ document, operation }: Execution): Known {
    const known = {
      conditions: conditionsOf(document),
      plans: new Map<string, CompiledOperation>(),
    };
    this.#known.set(operation, known);
    return known;
  }

  #planFor(
    { document, operation }: Execution,
    { conditions, plans }: Known,
    variables: Readonly<Record<string, unknown>>,
  ): CompiledOperation | undefined {
    const decided = Object.fromEntries(conditions.map((name) => [name, variables[name]]));
    const key = conditions.length === 0 ? '' : JSON.stringify(decided);
    const made = plans.get(key);
    if (made) return made;
    if (plans.size >= MOST_PLANS) return undefined;
    try {
      const plan = compileOperation(this.planned, document, operation, decided, () =>
        this.#count(),
      );
      plans.set(key, plan);
      return plan;
    } catch (error) {
      if (error instanceof NotCompiled) this.#known.set(operation, 'left');
      return undefined; // where graphql-js meets it too, it says so
    }
  }

  #count(): void {
    this.#room -= 1;
    if (this.#room >= 0) return;
    this.#known = new WeakMap();
    this.#room = this.mostFields;
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions['code'] === 'UNAVAILABLE';
}

/** What was done stays; the rest is as if it had not been. */
async function anew(context: ExecutionContext): Promise<void> {
  forgetReads(context);
  await context.renew?.();
}

/** Names of the variables in `@skip` and `@include`, of all operations of the document. */
function conditionsOf(document: DocumentNode): string[] {
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
