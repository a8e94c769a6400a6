import type { GraphQLResolveInfo } from 'graphql';
import { type OperationSource, type CompiledField, NotCompiled } from './compile.js';

/** The facts of one run that a resolver can read through `info`. */
export interface RunState {
  readonly source: OperationSource;
  readonly rootValue: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The `info` argument of a resolver, computed on access. A run shares one instance for all objects of a field, so
 * it has no `path`: if a resolver reads it, graphql-js executes the operation.
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
    throw new NotCompiled('a resolver reads info.path');
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
