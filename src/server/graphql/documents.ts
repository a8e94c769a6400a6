import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { UnsetInputs } from '../../graphql/index.js';
import { documentLimitsRule } from '../limits/document-limits.js';
import { type Limits, MAX_VALIDATION_ERRORS } from '../limits/limits.js';
import { checkTokens } from '../limits/token-limits.js';
import { withErrorCode } from '../request-error.js';
import { findConditionalRoot } from './conditional-root.js';
import { noIntrospectionRule } from './introspection.js';
import { KnownDocument } from './known-document.js';

/** Characters of all documents that are kept, and of the longest one that is. Parsed, each takes about 50 bytes. */
const MAX_CHARACTERS = 500_000;
const MAX_DOCUMENT_CHARACTERS = 50_000;
/**
 * What a document counts at least, so that at most 10,000 are kept: a short one takes more for each of its characters than a
 * long one.
 */
const MIN_COUNTED_CHARACTERS = 50;

/** A document that was refused, with the errors for its client. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  constructor(readonly errors: readonly GraphQLError[]) {
    super('the document was refused');
  }
}

/**
 * Parses and validates documents: tokens, grammar, size, then the specification's rules. Each step bounds the work
 * of the next. Clients send the same documents again, so valid ones are kept, with what is known about their
 * operations; the least recently used leaves first. Without that, three quarters of the throughput are lost.
 */
export class Documents {
  readonly #kept = new LRUCache<string, KnownDocument>({
    // Without `max`, for which lru-cache would fill arrays of that length at every start.
    maxSize: MAX_CHARACTERS,
    maxEntrySize: MAX_DOCUMENT_CHARACTERS,
    sizeCalculation: (_, text) => Math.max(text.length, MIN_COUNTED_CHARACTERS),
  });
  readonly #rules;
  readonly #unset: UnsetInputs;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    private readonly production: boolean,
  ) {
    this.#unset = new UnsetInputs(schema);
    this.#rules = [
      ...specifiedRules,
      documentLimitsRule(limits),
      ...(production ? [noIntrospectionRule] : []),
    ];
  }

  /**
   * The parsed document, which is kept and valid, or new and not validated.
   * @throws DocumentRefused if it is too large, or is not GraphQL
   */
  parse(text: string): KnownDocument {
    return this.#kept.get(text) ?? this.#parse(text);
  }

  /**
   * Validates a document and keeps it, unless that was done before.
   * @throws DocumentRefused with all errors, at most `MAX_VALIDATION_ERRORS` and one
   */
  validate(known: KnownDocument): void {
    if (known.isValid) return;
    const errors = this.#errorsOf(known.document);
    if (errors.length > 0) throw new DocumentRefused(errors);
    known.isValid = true;
    // lru-cache does not keep it if it is too long.
    this.#kept.set(known.text, known);
  }

  #parse(text: string): KnownDocument {
    try {
      const error = checkTokens(text, this.limits);
      if (error) throw error;
      const parsed = parse(text);
      return new KnownDocument(text, this.#unset.inDocument(parsed), parsed);
    } catch (error) {
      throw new DocumentRefused([withErrorCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')]);
    }
  }

  #errorsOf(document: DocumentNode): readonly GraphQLError[] {
    // graphql-js 16 fails on it in validation, so this comes first.
    const conditional = findConditionalRoot(document);
    if (conditional) return [conditional];
    const errors = validate(this.schema, document, this.#rules, {
      maxErrors: MAX_VALIDATION_ERRORS,
      hideSuggestions: this.production,
    });
    return errors.map((error) => withErrorCode(error, 'GRAPHQL_VALIDATION_FAILED'));
  }
}
