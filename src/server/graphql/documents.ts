import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { documentLimitsRule } from '../limits/document-limits.js';
import { type Limits, MAX_VALIDATION_ERRORS } from '../limits/limits.js';
import { checkTokens } from '../limits/token-limits.js';
import { withErrorCode } from '../request-error.js';
import { findConditionalRoot } from './conditional-root.js';
import { noIntrospectionRule } from './introspection.js';

/** Characters of all documents that are kept, and of the longest one that is. Parsed, each takes about 50 bytes. */
const MAX_CHARACTERS = 500_000;
const MAX_DOCUMENT_CHARACTERS = 50_000;

/** A document that was refused, with the errors for its client. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  constructor(readonly errors: readonly GraphQLError[]) {
    super('the document was refused');
  }
}

/**
 * Parses and validates documents: tokens, grammar, size, then the specification's rules. Each step bounds the work
 * of the next. Clients send the same documents again, so valid ones are kept; the least recently used leaves first.
 * Without that, three quarters of the throughput are lost.
 */
export class Documents {
  readonly #kept = new Map<string, DocumentNode>();
  #characters = 0;
  readonly #rules;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    private readonly production: boolean,
  ) {
    this.#rules = [
      ...specifiedRules,
      documentLimitsRule(limits),
      ...(production ? [noIntrospectionRule] : []),
    ];
  }

  /**
   * The parsed document, valid or not.
   * @throws DocumentRefused if it is too large, or is not GraphQL
   */
  parse(text: string): DocumentNode {
    const kept = this.#kept.get(text);
    if (kept) return kept;
    try {
      const error = checkTokens(text, this.limits);
      if (error) throw error;
      return parse(text);
    } catch (error) {
      throw new DocumentRefused([withErrorCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')]);
    }
  }

  /**
   * Validates a parsed document, and keeps it.
   * @throws DocumentRefused with all errors, at most `MAX_VALIDATION_ERRORS` and one
   */
  validate(text: string, document: DocumentNode): void {
    if (this.#kept.get(text) === document) return this.#keep(text, document);
    // graphql-js 16 fails on it in validation, so this comes first.
    const conditional = findConditionalRoot(document);
    if (conditional) throw new DocumentRefused([conditional]);
    const errors = validate(this.schema, document, this.#rules, {
      maxErrors: MAX_VALIDATION_ERRORS,
      hideSuggestions: this.production,
    });
    if (errors.length > 0)
      throw new DocumentRefused(
        errors.map((error) => withErrorCode(error, 'GRAPHQL_VALIDATION_FAILED')),
      );
    if (text.length <= MAX_DOCUMENT_CHARACTERS) this.#keep(text, document);
  }

  /** Keeps a document as the most recently used, which is the last of a Map. */
  #keep(text: string, document: DocumentNode): void {
    if (!this.#kept.delete(text)) this.#characters += text.length;
    this.#kept.set(text, document);
    while (this.#characters > MAX_CHARACTERS) {
      const [oldest = text] = this.#kept.keys();
      this.#kept.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}
