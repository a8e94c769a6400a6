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

/** Number of cached documents, and the length up to which a document is cached, in characters. */
const MAX_DOCUMENTS = 500;
const MAX_CHARACTERS = 10_000;

type ReadResult =
  { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/**
 * Parses and validates the documents of subscriptions, with the rules that Apollo has for queries. A page sends
 * the same document each time, so they are cached; the least recently used is evicted first.
 */
export class DocumentCache {
  readonly #cache = new Map<string, DocumentNode>();
  readonly #rules;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    private readonly production: boolean,
  ) {
    this.#rules = [...specifiedRules, documentLimitsRule(limits)];
  }

  read(text: string): ReadResult {
    const cached = this.#cache.get(text);
    if (cached) this.#cache.delete(text);
    const result = cached ? { document: cached } : this.#parseAndValidate(text);
    if ('document' in result && text.length <= MAX_CHARACTERS) this.#store(text, result.document);
    return result;
  }

  #store(text: string, document: DocumentNode): void {
    this.#cache.set(text, document); // A Map keeps the order of insertion: this is now the newest.
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > MAX_DOCUMENTS && oldest !== undefined) this.#cache.delete(oldest);
  }

  #parseAndValidate(text: string): ReadResult {
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: this.limits.tokens });
    } catch (error) {
      return { errors: [withErrorCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')] };
    }
    const conditional = findConditionalRoot(document);
    if (conditional) return { errors: [conditional] };
    const errors = validate(this.schema, document, this.#rules, {
      maxErrors: MAX_VALIDATION_ERRORS,
      hideSuggestions: this.production,
    });
    if (errors.length === 0) return { document };
    return { errors: errors.map((error) => withErrorCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
  }
}

/**
 * The error of a subscription whose root field may be skipped, so that there would be nothing to subscribe to. The
 * specification's draft forbids it (5.2.4.1); graphql-js 16 fails on it, in validation or at the start.
 */
function findConditionalRoot({ definitions }: DocumentNode): GraphQLError | undefined {
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
    `@${condition.name.value} is not allowed on the root field of a subscription. Remove the directive.`,
    { nodes: condition, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  );
}

/** Adds a code to an error as Apollo does: an error that has a code of its own keeps it. */
export function withErrorCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    originalError: error,
    extensions: { ...error.extensions, code: error.extensions['code'] ?? code },
  });
}
