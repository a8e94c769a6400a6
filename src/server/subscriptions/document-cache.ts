import {
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from 'graphql';
import { documentLimitsRule } from '../limits/document-limits.js';
import { type Limits, MAX_VALIDATION_ERRORS } from '../limits/limits.js';

/** Documents that are kept, and how long one may be for that. */
const MOST_KEPT = 500;
const MOST_CHARACTERS = 10_000;

type Read = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/**
 * Documents of subscriptions, read by the rules by which Apollo reads those of queries. A page sends the same
 * one each time, so they are kept, those longest unused going first.
 */
export class DocumentCache {
  readonly #kept = new Map<string, DocumentNode>();
  readonly #rules;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    private readonly production: boolean,
  ) {
    this.#rules = [...specifiedRules, documentLimitsRule(limits)];
  }

  read(text: string): Read {
    const kept = this.#kept.get(text);
    if (kept) this.#kept.delete(text);
    const read = kept ? { document: kept } : this.#readNew(text);
    if ('document' in read && text.length <= MOST_CHARACTERS) this.#keep(text, read.document);
    return read;
  }

  #keep(text: string, document: DocumentNode): void {
    this.#kept.set(text, document); // A Map keeps the order of insertion: this is now the newest.
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  #readNew(text: string): Read {
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: this.limits.tokens });
    } catch (error) {
      return { errors: [withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')] };
    }
    const conditional = conditionalRoot(document);
    if (conditional) return { errors: [conditional] };
    const errors = validate(this.schema, document, this.#rules, {
      maxErrors: MAX_VALIDATION_ERRORS,
      hideSuggestions: this.production,
    });
    if (errors.length === 0) return { document };
    return { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
  }
}

/**
 * The error where a subscription's one field may be left out: then there would be nothing to follow. The
 * specification's draft forbids it (5.2.4.1); graphql-js 16 breaks on it, in validation or at the start.
 */
function conditionalRoot({ definitions }: DocumentNode): GraphQLError | undefined {
  const fragments = new Map(
    definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((d) => [d.name.value, d]),
  );
  const seen = new Set<SelectionSetNode>();
  const directivesIn = (set: SelectionSetNode | undefined): readonly DirectiveNode[] => {
    if (!set || seen.has(set)) return [];
    seen.add(set);
    return set.selections.flatMap((selection) => {
      const own = selection.directives ?? [];
      if (selection.kind === Kind.FIELD) return own;
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return [...own, ...directivesIn(inner?.selectionSet)];
    });
  };
  const condition = definitions
    .filter((d) => d.kind === Kind.OPERATION_DEFINITION)
    .filter(({ operation }) => operation === OperationTypeNode.SUBSCRIPTION)
    .flatMap(({ selectionSet }) => directivesIn(selectionSet))
    .find(({ name }) => name.value === 'skip' || name.value === 'include');
  if (!condition) return undefined;
  return new GraphQLError(
    `@${condition.name.value} must not stand on the field of a subscription: do not subscribe instead.`,
    { nodes: condition, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  );
}

/** As Apollo has it: the error of a limit keeps its own code inside. */
export function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    originalError: error,
    extensions: { ...error.extensions, code: error.extensions['code'] ?? code },
  });
}
