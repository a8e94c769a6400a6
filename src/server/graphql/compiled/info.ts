import type { GraphQLResolveInfo } from 'graphql';
import { type OperationSource, type CompiledField, NotCompiled } from './plan.js';

/** Of one run, what its resolvers can be told. */
export interface Running {
  readonly asked: OperationSource;
  readonly rootValue: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * What a resolver is told of its field, put together where one asks. One for all objects that a field is
 * asked of in a run, so it does not know the place: a resolver that asks for `path` is graphql-js's to call.
 */
export class FieldInfo implements GraphQLResolveInfo {
  constructor(
    private readonly running: Running,
    private readonly plan: CompiledField,
  ) {}

  get fieldName() {
    return this.plan.definition.name;
  }
  get fieldNodes() {
    return this.plan.nodes;
  }
  get returnType() {
    return this.plan.definition.type;
  }
  get parentType() {
    return this.plan.parentType;
  }
  get path(): never {
    throw new NotCompiled('a resolver asks for its path');
  }
  get schema() {
    return this.running.asked.schema;
  }
  get fragments() {
    return this.running.asked.fragments;
  }
  get rootValue() {
    return this.running.rootValue;
  }
  get operation() {
    return this.running.asked.operation;
  }
  get variableValues() {
    return this.running.variables as Record<string, unknown>;
  }
}
