import { expect } from '@jest/globals';
import { type DocumentNode, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { CompiledExecution } from '../../src/index.js';

/** The same operation by compiled execution and by graphql-js alone. */
export class BothWays {
  /** The mutations that the resolvers of the schema have executed since the last comparison. */
  private readonly done: string[] = [];
  private readonly schema: GraphQLSchema;
  private readonly compiled: CompiledExecution;
  /** Whether a compiled operation answered, for each execution. */
  private readonly answered: boolean[] = [];
  /** The documents by their texts, because the compiled operations are kept with the document. */
  private readonly documents = new Map<string, DocumentNode>();

  /** @param schemaOf makes the schema. Its resolvers add the names of mutations that they execute */
  constructor(schemaOf: (done: string[]) => GraphQLSchema) {
    this.schema = schemaOf(this.done);
    this.compiled = new CompiledExecution(this.schema, {
      onRun: (hasAnswered) => this.answered.push(hasAnswered),
    });
  }

  /**
   * Executes both ways, and expects the same text and the same mutations. @returns the result, and whether the compiled
   * operation answered
   */
  async compare(
    text: string,
    variableValues?: Readonly<Record<string, unknown>> | null,
    operationName?: string | null,
  ) {
    const args = { document: this.#documentOf(text), variableValues, operationName };
    const alone = { ...args, schema: this.schema, contextValue: {}, rootValue: 'root' };
    const expected = await execute(alone);
    const doneAlone = this.done.splice(0);
    const result = await this.compiled.execute({ ...args, contextValue: {}, rootValue: 'root' });
    expect(JSON.stringify(result)).toBe(JSON.stringify(expected));
    expect(this.done.splice(0)).toEqual(doneAlone);
    const isCompiled = this.answered.pop();
    // A compiled operation answers only without errors.
    if (isCompiled) expect(expected.errors).toBeUndefined();
    return { isCompiled, result: expected };
  }

  #documentOf(text: string): DocumentNode {
    const known = this.documents.get(text);
    if (known) return known;
    const document = parse(text);
    expect(validate(this.schema, document)).toEqual([]);
    this.documents.set(text, document);
    return document;
  }
}
