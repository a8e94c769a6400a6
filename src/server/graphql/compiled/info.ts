import type { GraphQLResolveInfo } from 'graphql';
import { type OperationSource, type CompiledField, NotCompiled } from './compile.js';

/** Of one run, what its resolvers can be told. */
export interface RunState {
  readonly source: OperationSource;
  readonly rootValue: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * What a resolver is told of its field, put together where one asks. One for all objects that a field is
 * asked of in a run, so it does not know the place: a resolver that asks for `path` is graphql-js's to call.
 */
export class FieldInfo implements GraphQLResolveInfo {
  constructor(
    private readonly run: RunState,
    private readonly field: CompiledField,
  ) {}

  get fieldName() {
    return this.field.definition.name;
  }
  get fieldNodes() {
    return this.field.nodes;
  }
  get returnType() {
    return this.field.definition.type;
  }
  get parentType() {
    return this.field.parentType;
  }
  get path(): never {
    throw new NotCompiled('a resolver asks for its path');
  }
  get schema() {
    return this.run.source.schema;
  }
  get fragments() {
    return this.run.source.fragments;
  }
  get rootValue() {
    return this.run.rootValue;
  }
  get operation() {
    return this.run.source.operation;
  }
  get variableValues() {
    return this.run.variables as Record<string, unknown>;
  }
}
