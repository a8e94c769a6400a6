import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { fingerprintOf } from '../../documents/index.js';
import type { RequestedOperation } from '../request-scope.js';
import { isIntrospectionOnly } from './introspection.js';

/** A parsed document, with all that is known about it whatever the variables, the viewer and the transport are. */
export class KnownDocument {
  /** Whether it has passed the document limits and the specification's rules. */
  isValid = false;
  readonly #operations = new Map<string | undefined, KnownOperation>();
  #fingerprint: string | undefined;

  /**
   * @param document without the empty texts that count as not given
   * @param parsed the document as its text has it
   */
  constructor(
    readonly text: string,
    readonly document: DocumentNode,
    private readonly parsed = document,
  ) {}

  /** The hash of the canonical form of its text, by which it is found among the trusted documents. */
  get fingerprint(): string {
    return (this.#fingerprint ??= fingerprintOf(this.parsed));
  }

  /** The operation of this name, or the only one; undefined if there is none, or the name is missing. */
  operation(operationName: string | undefined): KnownOperation | undefined {
    const known = this.#operations.get(operationName);
    if (known) return known;
    const operation = getOperationAST(this.document, operationName);
    if (!operation) return undefined;
    const found = new KnownOperation(this.document, operation, operationName);
    this.#operations.set(operationName, found);
    return found;
  }
}

/** An operation of a known document. */
export class KnownOperation implements RequestedOperation {
  /** Whether the check of a mutation's selection has passed without variables, so that it passes with any. */
  isSelectionFixed = false;
  #isIntrospectionOnly: boolean | undefined;

  constructor(
    readonly document: DocumentNode,
    readonly operation: OperationDefinitionNode,
    readonly operationName: string | undefined,
  ) {}

  /** Whether it is a query that selects only introspection fields. */
  get isIntrospectionOnly(): boolean {
    this.#isIntrospectionOnly ??= isIntrospectionOnly(this.document, this.operation);
    return this.#isIntrospectionOnly;
  }
}
